"""Files: evidence and documents, checked by content, hashed, encrypted, private by default.

Keep an upload (in an action; ``Refused`` with a sentence a person can act on otherwise)::

    from zhigong.foundation.files.actions import keep_upload
    stored = keep_upload(actor=actor, upload=request.FILES["photo"], subject=subject_of(case),
                         module="mediation", unit_path=case.unit_path)

``keep_bytes(actor=…, content=…, name="协议.docx", subject=…, module=…, unit_path=…)`` does the same
for what the program made; ``move_files(actor=…, origin=…, subject=…, unit_path=…)`` carries a
draft's files to its case; ``remove_file(actor=…, stored=…, why=…)``. ``queries.files_of(subject)``
lists them, oldest first; ``queries.file_of(subject, id)`` gives one or 404.

Serve (in a view, after finding the record through its own query)::

    from zhigong.foundation.files.serving import serve
    return serve(request, stored, verdict=may_read(actor, case), variant="display")

``variant``: ``original`` (byte for byte), ``display`` (image turned upright, without place and
camera), ``thumb`` (320 px). ``download=True`` saves instead of showing. Ranges work, so sound and
video can be played. A look at original or display is an event, except the uploader's own.

Accepted: JPEG PNG WebP HEIC PDF docx xlsx mp3 m4a mp4. ``inspect.py`` says what is refused and why
(``allowed=SHEETS`` takes spreadsheets for an import: xlsx xls ods csv).

Who sees rows of ``StoredFile``: who holds ``<module>.read`` over ``unit_path``, the uploader,
whoever proved the ``subject`` his (``Actor.own``), and — by a policy that the module adds in its
migration with ``access.ReadWithRecord("mediation.case", "mediation_case")`` — whoever sees the
record. Content lies under ``FILES_ROOT`` in names that are keyed hashes, mode 0600, encrypted in
chunks with the key ring (``blobs.py``); ``sweep_orphans`` removes what no row names.
"""
