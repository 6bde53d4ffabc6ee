"""What each worker of the web server loads: the application, and the watch over its parent."""

from __future__ import annotations

import os

from zhigong.config.wsgi import application
from zhigong.program.serving.orphans import end_with

end_with(os.getppid())

__all__ = ["application"]
