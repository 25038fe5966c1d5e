// Quick exit, when scripts run. Without them the link still leaves.
// It blanks the page at once, asks for the dull page in place of this one, and listens for
// Shift pressed three times. It cannot clear the browser's history, and no page says it can.
(() => {
  const link = document.getElementById("keluar-cepat");
  if (!link) return;
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = 0;
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.repeat) {
      if (event.key !== "Shift") presses = 0;
      return;
    }
    presses = event.timeStamp - last < 1000 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) leave();
  });
})();
