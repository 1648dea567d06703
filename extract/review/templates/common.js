"use strict";
// What acts on the reading of a text (controls, marks of direction, what has no width) is made visible, as in a terminal.
const ACTS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const shown = (text) => String(text ?? "").replace(ACTS, (sign) => {
  const code = sign.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "␡" : "\\u" + code.toString(16).padStart(4, "0");
});

// An element with attributes and children; texts are only ever texts.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== "") element.append(child);
  return element;
}
const byId = (id) => document.getElementById(id);
const remember = (key, value) => { try { localStorage.setItem("ir-extract." + key, value); } catch { /* not allowed: forget */ } };
const recall = (key) => { try { return localStorage.getItem("ir-extract." + key); } catch { return null; } };

const dark = () => (document.documentElement.dataset.theme
  ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  byId("theme").textContent = dark() ? "Light" : "Dark";
}
setTheme(recall("theme"));
byId("theme").addEventListener("click", () => { const next = dark() ? "light" : "dark"; setTheme(next); remember("theme", next); });
const typing = (event) => /^(input|textarea|select)$/i.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey;
