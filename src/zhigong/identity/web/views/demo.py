"""One press on the demo's sign-in page."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from zhigong.foundation.secrets.sealed import unsealed
from zhigong.identity.actions.codes import send_code
from zhigong.identity.actions.signing import prove_factor, sign_in_by_code, sign_in_by_password
from zhigong.identity.models import Account
from zhigong.identity.queries import demo_sign_ins
from zhigong.identity.rules.demo import DEMO_PASSWORD
from zhigong.identity.rules.kinds import AccountKind
from zhigong.identity.web.access import public
from zhigong.identity.web.demo import demo_factor
from zhigong.identity.web.pending import proven
from zhigong.identity.web.request import Request, address_of


@public
@transaction.non_atomic_requests
@require_POST
def demo_sign_in(request: Request) -> HttpResponse:
    """Sign in as one of the demo's accounts, by the real steps. Outside the demo: not found."""
    wanted = request.POST.get("account", "")
    account = next((a for a in demo_sign_ins() if str(a.pk) == wanted), None)
    if not settings.DEMO or account is None:
        raise Http404
    strong = _prove(account, address_of(request))
    return proven(request, account, next_url=request.POST.get("next", ""), strong=strong)


def _prove(account: Account, ip: str) -> bool:
    """Whether a second factor was shown too."""
    if account.kind == AccountKind.WORKER:
        mobile = unsealed(account.mobile)
        sign_in_by_code(mobile=mobile, code=send_code(mobile=mobile, ip=ip), ip=ip)
        return False
    sign_in_by_password(name=account.login_name or "", password=DEMO_PASSWORD, ip=ip)
    code = demo_factor(account)
    if code:
        prove_factor(account=account, code=code, ip=ip)
    return bool(code)
