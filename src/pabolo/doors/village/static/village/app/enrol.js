// Keeping the notebook on this phone: once, with signal, signed in.

import { drop, get, put } from "./keep.js";
import { keepPerson } from "./people.js";
import { refused } from "./pin.js";
import { post } from "./sync.js";
import { app, say } from "./words.js";

const at = (id) => document.getElementById(id);
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

const complain = (id, words) => {
  at(`${id}-error`).querySelector("span").textContent = words;
  at(`${id}-error`).hidden = !words;
  at(id).closest(".field").classList.toggle("bad", Boolean(words));
  if (words) at(id).focus();
};

const fails = (words) => {
  at("keep-fault").textContent = words;
  at("keep-fault").hidden = !words;
};

// The session is not needed any more: the PIN opens the notebook, and the phone may be shared.
const signOut = () =>
  fetch(app.signOut, {
    method: "POST", redirect: "manual", credentials: "same-origin",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfmiddlewaretoken: token() }),
  });

const enrolled = async () => {
  const device = await get("about", "device");
  const known = device ? { device: device.id, device_token: device.token } : {};
  const { status, said } = await post("daftar/", { ...known, label: at("letter").value }, { "X-CSRFToken": token() });
  if (status !== 200) throw new Error(said?.sentence || "");
  return said;
};

const keepAll = async (said, pin) => {
  await put("about", "field_key", said.field_key);
  await put("about", "device", { id: said.device, token: said.device_token });
  // Signing in again is how a person at the office ends a quarrel about the log.
  for (const key of ["distrust", "revoked"]) await drop("about", key);
  if (said.checkpoint) await put("about", "checkpoint", said.checkpoint);
  const letter = at("letter").value.trim() || "•";
  await keepPerson({ person: said.person, token: said.person_token, half: said.half, until: said.lease_until, letter, pin });
  localStorage.setItem("catatan", "1");
};

const keep = async () => {
  const [pin, again] = [at("pin1").value, at("pin2").value];
  const why = refused(pin);
  complain("pin1", why && say(`pin_${why}`));
  complain("pin2", !why && pin !== again ? say("pin_differs") : "");
  if (why || pin !== again) return;
  fails("");
  try {
    await keepAll(await enrolled(), pin);
  } catch (fault) {
    fails(fault.message ? say("keep_refused", { sentence: fault.message }) : say("keep_failed"));
    return;
  }
  at("pin1").value = at("pin2").value = "";
  await navigator.serviceWorker?.register(app.worker, { scope: app.scope });
  await navigator.storage?.persist?.();
  await navigator.serviceWorker?.ready;
  await signOut().catch(() => {});
  at("keep-start").hidden = true;
  at("keep-done").hidden = false;
  at("keep-done").querySelector("a").focus();
};

at("f-keep").addEventListener("submit", (event) => {
  event.preventDefault();
  keep();
});
