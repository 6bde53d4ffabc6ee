"""Pages of identity."""

from __future__ import annotations

from django.urls import path

from zhigong.identity.web.views import accounts, demo, me, oidc, passkeys, second, signin

app_name = "identity"
urlpatterns = [
    path("sign-in", signin.sign_in, name="sign_in"),
    path("sign-in/worker", signin.worker, name="sign_in_worker"),
    path("sign-in/officer", signin.officer, name="sign_in_officer"),
    path("sign-in/code", signin.code, name="code"),
    path("sign-in/code/again", signin.code_again, name="code_again"),
    path("sign-in/factor", second.factor, name="factor"),
    path("sign-in/enrol", second.enrol, name="enrol"),
    path("sign-in/first-password", second.first_password, name="first_password"),
    path("sign-in/next", second.next_stage, name="next_stage"),
    path("sign-in/passkey/make", passkeys.passkey_make, name="passkey_make"),
    path("sign-in/passkey/use", passkeys.passkey_use, name="passkey_use"),
    path("sign-in/demo", demo.demo_sign_in, name="demo"),
    path("sign-in/oidc", oidc.oidc_start, name="oidc"),
    path("sign-in/oidc/back", oidc.oidc_back, name="oidc_back"),
    path("sign-out", me.sign_out, name="sign_out"),
    path("me", me.me, name="me"),
    path("me/password", me.password, name="password"),
    path("me/app", me.app, name="app"),
    path("me/passkey", me.passkey, name="passkey"),
    path("me/recovery", me.recovery, name="recovery"),
    path("me/factors/<int:pk>/remove", me.factor_remove, name="factor_remove"),
    path("me/sessions/end", me.sessions_end, name="sessions_end"),
    path("me/sessions/<int:pk>/end", me.session_end, name="session_end"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new", accounts.account_new, name="account_new"),
    path("accounts/<int:pk>", accounts.account_page, name="account"),
    path("accounts/<int:pk>/name", accounts.account_rename, name="account_rename"),
    path("accounts/<int:pk>/grant", accounts.account_grant, name="account_grant"),
    path("accounts/<int:pk>/close", accounts.account_close, name="account_close"),
    path("accounts/<int:pk>/factors", accounts.account_factors, name="account_factors"),
    path("accounts/<int:pk>/password", accounts.account_password, name="account_password"),
    path("accounts/grants/<int:pk>/revoke", accounts.grant_revoke, name="grant_revoke"),
]
