// Keeps what is typed while one types, and tells before the session ends. What is typed waits in the page until the site
// has it; nothing is written in the browser, since phones are shared. Without this script the page is kept when it is sent.
for (const place of document.querySelectorAll("[data-typed]")) start(place);

function start(place) {
	const words = place.dataset;
	const form = place.closest("form"), said = place.querySelector("[data-said]");
	const ending = place.querySelector("[data-ending]");
	const QUIET = 1500, LONGEST = 60000, NOTICE = 5 * 60000;
	let ends = Date.now() + words.seconds * 1000, wait = QUIET, timer = 0, sending = null;

	function typed() {
		const data = new URLSearchParams();
		for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
		return data;
	}

	function later() {
		clearTimeout(timer);
		timer = setTimeout(keep, wait);
	}

	async function keep() {
		clearTimeout(timer);
		timer = 0;
		sending?.abort();
		const { signal } = sending = new AbortController();
		try {
			const answer = await fetch(words.keep, { method: "POST", body: typed(), signal });
			if (answer.status === 404) return say(words.wordGone);
			if (!answer.ok) throw new Error(answer.status);
			const time = document.createElement("bdi");
			time.textContent = (await answer.json()).at;
			const [before, after] = words.wordKept.split("{}");
			said.replaceChildren(before, time, after);
			wait = QUIET;
		} catch (fault) {
			if (fault.name === "AbortError") return;
			say(words.wordFailed);
			wait = Math.min(wait * 2, LONGEST);
			later();
		}
	}

	function say(text) { said.textContent = text; }

	async function stay() {
		const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
		const answer = await fetch(words.stay, { method: "POST", body, redirect: "manual" }).catch(() => null);
		if (!answer?.ok) return say(words.wordFailed);
		ends = Date.now() + (await answer.json()).seconds * 1000;
		look();
	}

	function look() { ending.hidden = Date.now() < ends - NOTICE; }

	form.addEventListener("input", () => {
		wait = QUIET;
		later();
	});
	form.addEventListener("submit", (event) => {
		if (!navigator.onLine) {
			event.preventDefault();
			say(words.wordFailed);
			return later();
		}
		wait = QUIET;
		clearTimeout(timer);
		timer = 0;
		sending?.abort();
	});
	addEventListener("online", () => timer && keep());
	addEventListener("beforeunload", (event) => wait > QUIET && event.preventDefault());
	document.addEventListener("visibilitychange", () => document.hidden && timer && keep());
	ending.querySelector("button").addEventListener("click", stay);
	setInterval(look, 15000);
	look();
}
