// The list of a shift on a coordinator's phone. Each tap has a key and the time it was made; what was tapped without a
// connection waits in this browser (keys alone, no names) and is sent by itself, in its order, until the site has it.
// Without this script each button is a form of its own.
import { startScan } from "./scan.js";

const list = document.querySelector("[data-day]");
if (list) start(list);

function start(list) {
	const { dataset: words } = list, STORE = `day-${words.me}`, SOON = 400, LATER = 5000;
	const said = list.querySelector("[data-said]"), token = list.querySelector("[name=csrfmiddlewaretoken]").value;
	const NEXT = { in: "checked_in", out: "completed", miss: "no_show", there: "completed" };
	const BACK = { checked_in: "accepted", completed: "checked_in", no_show: "accepted" };
	let timer = 0, sending = false, failed = false;

	const waiting = () => JSON.parse(localStorage.getItem(STORE) || "[]");
	const keep = (taps) => localStorage.setItem(STORE, JSON.stringify(taps));
	const ours = () => waiting().filter((tap) => tap.to === words.taps);
	const row = (key) => list.querySelector(`[data-person="${key}"]`);

	function note(tap) {
		keep([...waiting(), { ...tap, key: newKey(), at: Date.now(), to: words.taps }]);
		soon(SOON);
		tell();
	}

	function soon(wait) {
		clearTimeout(timer);
		timer = setTimeout(send, wait);
	}

	async function send() {
		const taps = ours();
		if (sending || !taps.length) return;
		sending = true;
		try {
			const body = JSON.stringify({ taps: taps.map(({ key, act, placement, card, at }) =>
				({ key, act, placement, card, seconds_ago: Math.max(0, Math.round((Date.now() - at) / 1000)) })) });
			const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
			const answer = await fetch(words.taps, { method: "POST", body, headers, redirect: "manual" });
			if (answer.type === "opaqueredirect" || answer.status === 403) return say(words.wordSignedOut);
			if (!answer.ok) throw new Error(answer.status);
			failed = false;
			settle(await answer.json());
		} catch {
			failed = true;
			soon(LATER);
		} finally {
			sending = false;
			tell();
		}
		if (!failed && ours().length) soon(SOON);
	}

	function settle({ answers, people, counts }) {
		const done = new Set(answers.map((each) => each.key)), sent = waiting();
		keep(sent.filter((tap) => !done.has(tap.key)));
		for (const each of answers) fault(sent.find((tap) => tap.key === each.key), each.told);
		const still = new Set(ours().map((tap) => tap.placement));
		let isNew = false;
		for (const [key, now] of Object.entries(people)) {
			const person = row(key);
			if (!person) isNew = true;
			else if (!still.has(key)) show(person, now);
		}
		for (const [name, number] of Object.entries(counts)) list.querySelector(`[data-count=${name}]`).textContent = number;
		if (isNew && !ours().length && !list.querySelector("[data-find]").value) location.reload();
	}

	function fault(tap, told) {
		const place = tap?.placement && row(tap.placement)?.querySelector("[data-fault]");
		if (place) {
			place.textContent = told;
			place.hidden = !told;
		} else if (told) say(told);
	}

	function show(person, { state, came, left }) {
		person.dataset.state = state;
		person.querySelector("[data-came]").textContent = came;
		person.querySelector("[data-left]").textContent = left;
	}

	function tell() {
		const number = ours().length;
		list.classList.toggle("day--waiting", failed && number > 0);
		if (failed && number) say(`${words.wordWaiting} ${number}`);
		else if (said.textContent.startsWith(words.wordWaiting)) say(words.wordSent);
	}

	function say(text) { said.textContent = text; }

	// Taps of an earlier visit to this page are shown as they will stand.
	for (const tap of ours()) if (tap.placement) expect(row(tap.placement), tap.act);

	function expect(person, act) {
		if (!person) return;
		const state = act === "undo" ? BACK[person.dataset.state] : NEXT[act];
		const now = new Date().toTimeString().slice(0, 5);
		const came = state === "checked_in" && act === "in" ? now : person.querySelector("[data-came]").textContent;
		show(person, { state: state ?? person.dataset.state, came, left: state === "completed" ? now : "" });
	}

	list.addEventListener("submit", (event) => {
		const act = event.submitter?.value, person = event.target.closest("[data-person]");
		if (event.submitter?.name !== "act" || !person) return;
		event.preventDefault();
		expect(person, act);
		note({ act, placement: person.dataset.person });
		(person.querySelector(`[data-when~="${person.dataset.state}"]`) ?? person).focus();
	});

	const find = list.querySelector("[data-find]");
	find.addEventListener("input", () => {
		const asked = folded(find.value);
		for (const person of list.querySelectorAll("[data-person]"))
			person.hidden = !folded(person.querySelector("[data-name]").textContent).includes(asked);
	});

	// A phone may have had the list before the shift opened, and be without a connection when it does.
	function open() {
		const wait = words.opens * 1000 - Date.now(), HOUR = 3_600_000;
		if (wait > 0) return setTimeout(open, Math.min(wait, HOUR));
		list.querySelector("[data-until]").hidden = true;
		for (const early of list.querySelectorAll("[data-early]")) early.disabled = early.hidden = false;
	}
	if (words.opens) open();

	startScan(list.querySelector("[data-scan]"), (card) => {
		say(words.wordCard);
		note({ act: "in", card });
	});
	addEventListener("online", send);
	document.addEventListener("visibilitychange", () => document.hidden || send());
	tell();
	send();
}

// As the site folds Arabic: letters that are written in several ways are one, marks are none.
function folded(text) {
	return text.normalize("NFKD").replace(/[\u0610-\u061a\u064b-\u065f\u0670\u0640\u0300-\u036f]/g, "")
		.replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/ؤ/g, "و").replace(/ئ/g, "ي").trim().toLowerCase();
}

// `crypto.randomUUID` is there on secure addresses alone.
function newKey() {
	if (crypto.randomUUID) return crypto.randomUUID();
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = (bytes[6] & 15) | 64;
	bytes[8] = (bytes[8] & 63) | 128;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
