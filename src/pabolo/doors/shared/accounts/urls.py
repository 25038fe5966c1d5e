"""The sign-in door, `/masuk/…`: every route by name. What django-allauth offers beyond is absent.

Names are those that django-allauth looks up where it has one.
"""

from django.urls import path

from pabolo.doors.shared.accounts import kin, own, sign_in, step_up

urlpatterns = [
    path("", sign_in.sign_in, name="account_login"),
    path("kode/", sign_in.code, name="mfa_authenticate"),
    path("ditutup/", sign_in.closed_account, name="account_inactive"),
    path("keluar/", sign_in.lock, name="account_logout"),
    path("contoh/", sign_in.demo, name="demo_sign_in"),
    path("ulang/", step_up.prove, name="account_reauthenticate"),
    path("pengaman/", own.account, name="mfa_index"),
    path("pengaman/aplikasi/", own.link_app, name="mfa_activate_totp"),
    path("pengaman/kode-cadangan/", own.new_codes, name="mfa_generate_recovery_codes"),
    path("pengaman/sandi/", own.password, name="account_change_password"),
    path("pengaman/kerabat/", kin.kin, name="own_kin"),
    path("pengaman/sesi/<uuid:session>/akhiri/", own.end_session, name="end_session"),
]
