"""Documents: .docx that open in WPS, Word and LibreOffice; numbers without gaps; PDF where possible.

Official documents in the form of GB/T 9704-2012 (whole in code, no template)::

    from zhigong.foundation.documents.official import Imprint, Official, official
    content = official(Official(
        title="关于……的通知", body=text, issuer="示范区总工会", date=date(2026, 11, 23),
        mark="示范区总工会文件", number="示工发〔2026〕12号", to="各基层工会：",
        attachments=("责任分解表",), imprint=Imprint(copies="区委办公室", printed_by=…, printed_on=…)))

``body`` is text — a paragraph a line; lines that begin 一、 （一） 1. （1） are set as headings of that
level — or a sequence of ``Heading``, ``Text`` and ``Table`` (``paper.py``).

Other papers line by line: ``paper.Paper()`` with ``title heading text pair table signatures space
page_break`` and ``content()``; or a Word template kept in a module with docxtpl's ``{{ }}``::

    from zhigong.foundation.documents.template import render_template
    content = render_template(Path(__file__).parent / "templates_docx/agreement.docx", {"case": …})

A place of the template that the context does not fill is an error, never an empty spot.

Numbers, in the action's transaction (a roll-back gives the number back; two at once wait)::

    from zhigong.foundation.documents.numbering import next_number
    next_number(kind="mediation.case", unit=unit.code, year=2026)          # 1, 2, 3 …
    official_number(prefix="示工发", year=2026, number=12)                  # 示工发〔2026〕12号

``pdf.to_pdf(content)`` gives PDF bytes, or ``None`` where no LibreOffice is installed
(``pdf.converter()``); call it from a job, it takes seconds. Text from people is made safe for XML
everywhere (``words.clean``).
"""
