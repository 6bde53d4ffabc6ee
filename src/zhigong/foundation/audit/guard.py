"""Triggers for grave tables: no silent change, by whatever way it comes.

A change made while the transaction names no actor (a shell, a script, a forgotten ``acting``) is
refused by the database; any other is kept in ``AuditFact`` with who did it and within what action.
"""

from __future__ import annotations

import pgtrigger

_KEEP = """
IF coalesce(current_setting('zhigong.label', true), '') = '' THEN
    RAISE EXCEPTION 'zhigong: nobody acts: a change of %% must be made within acting()',
        TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END IF;
INSERT INTO audit_auditfact
    (at, actor_id, actor_label, action, "table", row_id, operation, before, after)
VALUES (
    now(),
    nullif(current_setting('zhigong.actor', true), '')::bigint,
    current_setting('zhigong.label', true),
    coalesce(current_setting('zhigong.action', true), ''),
    TG_TABLE_NAME,
    CASE WHEN TG_OP = 'DELETE' THEN OLD.id::text ELSE NEW.id::text END,
    TG_OP,
    CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END,
    CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END
);
RETURN NULL;
"""


def kept(*, name: str = "kept") -> pgtrigger.Trigger:
    """A trigger for a model's ``Meta.triggers`` that keeps every change and its author."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=_KEEP.replace("%%", "%"),
    )


def append_only() -> pgtrigger.Trigger:
    """A trigger that lets rows be added and nothing else, whoever asks, the owner included."""
    return pgtrigger.Trigger(
        name="append_only",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func=(
            "RAISE EXCEPTION 'zhigong: % of % is refused: the trail is only added to',"
            " TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';"
        ),
    )
