// A slip's link carries its secret behind "#", which browsers keep to themselves. Put it into the
// field and take it out of the address; opening stays a touch of the person's own.
const field = document.getElementById("kode");
const secret = location.hash.slice(1);
if (field && /^[0-9A-Za-z]{26}$/.test(secret)) {
  field.value = secret;
  history.replaceState(null, "", location.pathname);
  document.getElementById("buka")?.focus();
}
