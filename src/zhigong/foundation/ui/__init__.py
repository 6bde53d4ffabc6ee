"""What people see: strict template components, page frames, styles, icons, small behaviours.

Start reading in ``catalogue/`` (every component with what it needs), then ``templates/ui/``.
The gallery at /ui shows each in every state; docs/reference/components.md is printed from the same
list.
"""
