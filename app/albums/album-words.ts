/** "1 photo", "1,234 photos". */
export function photosOf(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "photo" : "photos"}`;
}
