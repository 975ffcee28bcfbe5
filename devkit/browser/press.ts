import type { Page } from "puppeteer-core";
import { until } from "../until";

/** Milliseconds for which an element has to stay where it is. */
const STILL = 30;

/**
 * Clicks on an element as a person does: once the page is loaded, its letters have their shape, and the element is
 * ready and has stopped moving. A click by the driver alone would miss an element that moves meanwhile.
 */
export async function press(page: Page, selector: string): Promise<void> {
  let before = "";
  const stands = async () => {
    const now = await placeOf(page, selector);
    const still = now !== "" && now === before;
    before = now;
    return still;
  };
  await until(`${selector} to press`, stands, { pause: STILL });
  await page.click(selector);
}

/**
 * The box around the element; empty while there is none or it is not ready, while the page loads, and while it goes to
 * another page.
 */
function placeOf(page: Page, selector: string): Promise<string> {
  return page
    .evaluate((wanted) => {
      const element = document.querySelector(wanted);
      if (
        !element ||
        element.getAttribute("aria-disabled") === "true" ||
        document.readyState !== "complete" ||
        document.fonts.status !== "loaded"
      )
        return "";
      element.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height].join();
    }, selector)
    .catch(() => "");
}
