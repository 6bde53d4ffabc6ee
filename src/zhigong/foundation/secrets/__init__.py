"""Secrets: what identifies a person is encrypted in the database, found by keyed hash, shown masked.

A model declares a sealed column and, where it must be found, the keyed hash beside it::

    from zhigong.foundation.secrets.fields import LookUpHash, SealedText

    mobile = SealedText(_("手机号"), kind="mobile")        # stores bytes; assign plain text
    mobile_look = LookUpHash(of="mobile")                  # filled on save; may be unique

    person.mobile = "139 1234 5678"       # sealed at once; the plain text is not kept
    person.mobile.masked                  # "139****5678"; also what str() and templates give
    person.mobile.matches("13912345678")  # True, without showing anything
    bool(person.mobile)                   # False where nothing was given
    Person.objects.filter(mobile_look=look_up("mobile", "１３９１２３４５６７８"))

    from zhigong.foundation.secrets.reveal import reveal
    reveal(actor=actor, record=person, field="mobile", why="联系当事人", verdict=may_contact(…))

``reveal`` is the only way to the plain text: it asks the verdict, demands a reason and records a
look into the file. Kinds: ``mobile phone citizen_id bank_card name address text`` (``kinds.py``:
how each is normalised and masked). ``look_up`` is in ``lookup.py``. With ``save(update_fields=…)``
name the hash too.

Keys: ``keys.json`` in the data folder (0600, made once) or ``ZHIGONG_KEYS`` / ``ZHIGONG_KEYS_FILE``.
Sealed bytes carry cipher, key version and key fingerprint, and are bound to their column, so a
value copied into another column does not open. SM4-GCM by default, ``ZHIGONG_CIPHER=aes-gcm``
otherwise; both always open. ``rotate_keys`` makes a new key and seals everything anew in batches.
``actions.columns_that_do_not_open()`` finds values whose key is missing (a restore without its keys).
They are not bound to their row: a row's key is unknown when it is sealed. Whoever can write the
table could move a value between rows of one column; the trigger of ``audit.guard`` records that.
"""
