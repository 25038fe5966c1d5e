// The notebook: opens with a PIN, takes entries with or without signal, sends when it can.

import { get, put } from "./keep.js";
import { handOut, takeAlong } from "./courier.js";
import { saveEntry } from "./entries.js";
import { clear, draft, fault, fillPlaces, fine, lay, read, today as setDay } from "./forms.js";
import { emptyHome, paintHome } from "./home.js";
import { guard, hold, lock, who } from "./lock.js";
import { endLeases, kept, ownNote, renew, unlocked, writeNote } from "./people.js";
import { at, current, el, leave, onBack, show } from "./screens.js";
import { listen, obey, post, send, start } from "./sync.js";
import { ask, kindName, offer, watchBody } from "./watch.js";
import { app, say, when } from "./words.js";

const FORMS = ["alarm", "activity", "edit", "meeting", "watch"];
const KINDS = { edit: "activity_edit" };
const form = (name) => at(`f-${name}`);

let chosen = null; // whose PIN is asked
let today = null; // the day's list, while open
let edited = null; // the activity being corrected
let drafts = {};
let saving = 0;
let wiped = false;
let told = ""; // the alarm whose standing is shown

// --- home and its numbers

const refresh = async () => {
  const self = who();
  if (self) today = await paintHome(self, { mend, drafts, go });
  if (self && who() === self) offer(today?.watch_kinds);
  if (who() !== self) emptyHome();
  if (current() === "told") await paintTold();
};

// After each round; what the office took may have changed the day's list.
const sent = async (taken) => {
  await refresh();
  if (taken && who()) await askOffice(who());
};

const go = async (name) => {
  if (name === "home" && !who()) return showLock();
  if (name === "home") await refresh();
  if (FORMS.includes(name)) prepare(name);
  return show(name);
};

const prepare = (name) => {
  const own = form(name);
  fillPlaces(own, name === "edit" ? [] : who()?.person.villages || []);
  if (drafts[name]) lay(own, drafts[name]);
  if (name === "watch") ask(); // the kind's questions stand now, and can be laid back
  if (name === "watch" && drafts[name]) lay(own, drafts[name]);
  setDay(own);
};

const mend = (one) => {
  edited = one;
  clear(form("edit"));
  const held = Object.entries({ ...one, ...one.counts }).map(([name, value]) => [name, [String(value ?? "")]]);
  lay(form("edit"), Object.fromEntries(held));
  setDay(form("edit"));
  show("edit");
};

// --- drafts: what is typed survives a lock, sealed with the own key

const keepDraft = async (self) => {
  clearTimeout(saving);
  if (self && FORMS.includes(current()) && current() !== "edit") drafts[current()] = draft(form(current()));
  if (self) await writeNote(self, "drafts", drafts);
};

const forget = async (name) => {
  clearTimeout(saving);
  delete drafts[name];
  clear(form(name));
  if (who()) await writeNote(who(), "drafts", drafts);
};

// --- entries

// Only what differs from what this phone had seen; an emptied number is a nought.
const changed = ({ counts, ...body }) => {
  const fields = Object.entries(body).filter(([name, value]) => value !== String(edited[name] ?? ""));
  const cells = new Set([...Object.keys(counts), ...Object.keys(edited.counts || {})]);
  const numbers = [...cells].map((name) => [name, counts[name] || 0]);
  const other = numbers.filter(([name, value]) => value !== (edited.counts?.[name] || 0));
  return Object.fromEntries([...fields, ...other]);
};

const titled = (name, own) => {
  const select = name === "activity" && own.querySelector("[name=kind]");
  return select ? select.selectedOptions[0].textContent : name === "watch" ? kindName() : "";
};

const bodyOf = (name, read) => {
  if (name === "watch") return watchBody(read);
  if (name === "meeting") return { ...read, attendance: Number(read.attendance) };
  if (name !== "edit") return read;
  return { activity: edited.id, seen: edited.version, changes: changed(read) };
};

const save = async (name) => {
  const own = form(name), body = read(own);
  if (!who() && name === "alarm") body.place = "";
  const asked = !who() || name === "edit" ? without(body, "place") : body;
  if (!fine(own, asked)) return;
  const whole = bodyOf(name, body);
  if (name === "edit" && !Object.keys(whole.changes).length) return void fault(own, say("nothing_changed"));
  const title = titled(name, own);
  try {
    told = await saveEntry(who(), KINDS[name] || name, whole, title);
  } catch {
    return void fault(own, say("save_failed"));
  }
  await forget(name);
  send();
  if (name !== "alarm") return void (await go("home"));
  tell(body);
};

const without = (body, name) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

// After an alarm: where it is, whom to call, what helps with this kind of worry.
const tell = (body) => {
  at("told-danger").hidden = body.danger !== "yes";
  const cards = body.worries.map((code) => document.querySelector(`#cards [data-card="${code}"]`)).filter(Boolean);
  at("told-cards").replaceChildren(...cards.map((card) => {
    const copy = card.cloneNode(true);
    copy.open = cards.length === 1;
    return copy;
  }));
  at("told-state").textContent = say("saved_for");
  show("told");
  paintTold();
};

const paintTold = async () => {
  const answer = told && (await get("answers", told));
  if (answer) at("told-state").textContent = say(`state_${answer.state}`, { when: when(answer.at) });
};

const carry = async () => {
  const [file] = at("take-along").files;
  at("take-along").value = "";
  try {
    at("carried").textContent = say("carried", { n: await takeAlong(await file.text()) });
    send();
  } catch {
    at("carried").textContent = say("not_carried");
  }
};

// --- the lock

const showLock = async (words = "") => {
  const people = await kept();
  const notice = words || (await lastWords());
  for (const id of ["lock-notice", "none-notice"]) {
    at(id).textContent = notice;
    at(id).hidden = !notice;
  }
  at("lock").hidden = true;
  if (!people.length && !(await get("about", "device"))) return show("none");
  letters(people);
  at("f-pin").hidden = !people.length;
  show("lock");
  if (people.length) at("pin").focus();
};

const lastWords = async () => {
  if (await get("about", "revoked")) return say("locked_wiped");
  return "";
};

const letters = (people) => {
  const several = people.length > 1;
  if (!people.some(({ id }) => id === chosen)) chosen = several ? null : people[0]?.id || null;
  at("letters").hidden = !several;
  at("letters").replaceChildren(...people.map(({ id, letter }) => {
    const button = el("button", { type: "button", class: "btn btn--2", "aria-pressed": String(id === chosen) }, letter);
    button.addEventListener("click", () => {
      chosen = id;
      letters(people);
      at("pin").focus();
    });
    return button;
  }));
};

const pinFault = (words) => {
  at("pin-error").querySelector("span").textContent = words;
  at("pin-error").hidden = !words;
};

const tryPin = async () => {
  const pin = at("pin").value;
  at("pin").value = "";
  pinFault("");
  if (!chosen) return pinFault(at("letters").getAttribute("aria-label"));
  if (!/^[0-9]{6}$/.test(pin)) return pinFault(say("pin_shape"));
  const { state, left, self } = await unlocked(chosen, pin);
  if (state === "wrong") return pinFault(say("pin_wrong", { left }));
  if (state === "wiped") return showLock(say("pin_wiped"));
  return open(self);
};

const open = async (self) => {
  hold(self);
  await endLeases(await soonest());
  drafts = await ownNote(self, "drafts", {});
  at("who").textContent = [self.person.villages.map(({ name }) => name).join(", "), self.person.name].filter(Boolean).join(" · ");
  at("lock").hidden = false;
  await go("home");
  await askOffice(self);
};

// Online, the office renews the lease and gives the day's list.
const askOffice = async (self) => {
  if (await get("about", "distrust")) return;
  try {
    const { status, said } = await post("buka/", { person: self.person.id, proof: self.token });
    await obey(said?.orders);
    if (status === 200 && who() === self && said.half) await renew(self, said);
  } catch { /* without signal the kept list stands */ }
  if (who() === self && current() === "home") await refresh();
};

// Everything of the person leaves the page; what was being typed is sealed first.
const onLock = async (self, why) => {
  const typed = wiped ? Promise.resolve() : keepDraft(self);
  for (const name of FORMS) clear(form(name));
  emptyHome();
  [today, edited, told] = [null, null, ""];
  await typed.catch(() => {});
  drafts = {};
  await showLock(why);
};

const onOrder = async (person, order) => {
  const self = who();
  const words = order === "wipe" ? "locked_wiped" : "locked_order";
  if (self && (!person || person === self.person.id)) {
    wiped = order === "wipe"; // what was being typed goes too: it could be read
    lock(say(words));
    wiped = false;
  } else if (!self && current() === "lock") await showLock(say(words));
};

// --- the start

// A clock that was set back does not lengthen a lease: the latest moment ever seen counts.
const soonest = async () => {
  const latest = Math.max((await get("about", "latest")) || 0, Date.now());
  await put("about", "latest", latest);
  return latest;
};

const tick = async () => {
  await endLeases(await soonest());
  if (who() && current() === "home") await refresh();
};

// The browser can clear a phone's store. A mark beside it tells, where it was left.
const evicted = async () => {
  const here = await get("about", "device");
  const marked = localStorage.getItem("catatan");
  if (here && !marked) localStorage.setItem("catatan", "1");
  return !here && marked;
};

const listenAll = () => {
  document.addEventListener("click", (event) => {
    const to = event.target.closest("[data-go]");
    if (to) go(to.dataset.go);
  });
  for (const name of FORMS) {
    form(name).addEventListener("submit", (event) => {
      event.preventDefault();
      save(name);
    });
    form(name).addEventListener("input", () => {
      clearTimeout(saving);
      saving = setTimeout(() => keepDraft(who()), 700);
    });
  }
  at("watch_kind").addEventListener("change", ask);
  at("f-pin").addEventListener("submit", (event) => (event.preventDefault(), tryPin()));
  at("pin").addEventListener("input", () => at("pin").value.length === 6 && tryPin());
  at("quick").addEventListener("click", (event) => (event.preventDefault(), leave(at("quick").href)));
  at("send").addEventListener("click", async () => (await send(), who() && askOffice(who())));
  at("hand-out").addEventListener("click", handOut);
  at("take-along").addEventListener("change", carry);
  onBack(() => go("home"));
};

const begin = async () => {
  navigator.serviceWorker?.register(app.worker, { scope: app.scope });
  listenAll();
  guard(onLock);
  listen(sent, onOrder);
  await showLock((await evicted()) ? say("evicted") : "");
  await tick();
  setInterval(tick, 60000);
  await start();
};

begin();
