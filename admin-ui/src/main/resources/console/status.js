// The status page: what every sale is doing, read once a second. Everything a shop wrote is put in as text.

const EVERY_MILLIS = 1000;
const STALE_MILLIS = 3000;
const SHOWN_MAX = 30;
const PARTS = ["pool", "available", "held", "carted", "paid"];

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat();
let lastRead = 0;
let timer = 0;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${sessionStorage.getItem("key")}` } });
  if (answer.status === 401) throw new Error("login");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

function nameOf(names) {
  return names[navigator.language] ?? names[navigator.language.split("-")[0]] ?? names.en ?? Object.values(names)[0];
}

function times(sale) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  const when = element("span", "when", `${format.format(new Date(sale.opensAt))} – ${format.format(new Date(sale.closesAt))}`);
  when.title = `${sale.opensAt} – ${sale.closesAt}`;
  return when;
}

function law(reading) {
  if (!reading) return element("span", "law", "not read yet");
  if (!reading.settled) return element("span", "law", "units on their way");
  return reading.holds ? element("span", "law holds", "✓ every unit accounted for") : element("span", "law broken", "✗ units do not add up");
}

function bar(reading, all) {
  const made = element("div", "bar");
  const shares = { pool: reading.pool, available: reading.available, held: reading.held + reading.carted, paid: reading.paid };
  for (const [part, units] of Object.entries(shares)) {
    const piece = element("i", part);
    piece.style.width = `${all > 0 ? (100 * units) / all : 0}%`;
    made.append(piece);
  }
  return made;
}

function item(spec, reading) {
  const made = element("div", "item");
  const title = element("h3", "", `${nameOf(spec.name)} · ${spec.sku}`);
  title.append(law(reading));
  made.append(title);
  if (reading) {
    const all = reading.initial + reading.added - reading.withdrawn;
    made.append(bar(reading, all));
    const list = element("dl");
    for (const part of PARTS) {
      const group = element("div");
      group.append(element("dt", part, part), element("dd", "", number.format(reading[part])));
      list.append(group);
    }
    const total = element("div");
    total.append(element("dt", "", "stock"), element("dd", "", number.format(all)));
    list.append(total);
    made.append(list);
  }
  return made;
}

function card(sale, readings) {
  const made = element("article");
  const head = element("header");
  head.append(element("h2", "", nameOf(sale.name)), element("span", `state ${sale.state}`, sale.state.replace("_", " ")));
  head.append(element("span", "law", sale.id), times(sale));
  made.append(head);
  const items = element("div", "items");
  for (const spec of sale.items.slice(0, SHOWN_MAX)) {
    items.append(item(spec, readings.find((reading) => reading.sku === spec.sku)));
  }
  if (sale.items.length > SHOWN_MAX) items.append(element("p", "empty", `and ${number.format(sale.items.length - SHOWN_MAX)} more items`));
  made.append(items);
  return made;
}

async function read() {
  const sales = (await ask("/admin/v1/sales")).items;
  const newestFirst = sales.sort((a, b) => b.opensAt.localeCompare(a.opensAt)).slice(0, SHOWN_MAX);
  const cards = await Promise.all(newestFirst.map(async (sale) => card(sale, await ask(`/admin/v1/sales/${sale.id}/conservation`))));
  byId("sales").replaceChildren(...(cards.length ? cards : [element("p", "empty", "No sale yet. Write one in YAML and say ./tapgrid apply.")]));
  lastRead = Date.now();
}

function showAge() {
  const age = Date.now() - lastRead;
  byId("age").textContent = lastRead === 0 ? "—" : age < STALE_MILLIS ? "live" : `last read ${Math.round(age / 1000)} s ago`;
  byId("age").classList.toggle("stale", lastRead > 0 && age >= STALE_MILLIS);
}

function askForKey(refused) {
  clearTimeout(timer);
  sessionStorage.removeItem("key");
  byId("login").hidden = false;
  byId("sales").hidden = true;
  byId("refused").textContent = refused ? "This key is not known." : "";
  byId("key").focus();
}

async function loop() {
  try {
    await read();
  } catch (problem) {
    if (problem.message === "login") return askForKey(true);
  }
  showAge();
  timer = setTimeout(loop, document.hidden ? 10 * EVERY_MILLIS : EVERY_MILLIS);
}

function begin() {
  byId("login").hidden = true;
  byId("sales").hidden = false;
  loop();
}

byId("login").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("key", byId("key").value.trim());
  byId("key").value = "";
  begin();
});

if (sessionStorage.getItem("key")) begin();
else askForKey(false);
