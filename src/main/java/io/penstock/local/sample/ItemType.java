package io.penstock.local.sample;

/** What is sold, with its price and its cost in cents: both are fixed for all years. */
enum ItemType {
  BABY_FOOD("Baby Food", 25528, 15942),
  BEVERAGES("Beverages", 4745, 3179),
  CEREAL("Cereal", 20570, 11711),
  CLOTHES("Clothes", 10928, 3584),
  COSMETICS("Cosmetics", 43720, 26333),
  FRUITS("Fruits", 933, 692),
  HOUSEHOLD("Household", 66827, 50254),
  MEAT("Meat", 42189, 36469),
  OFFICE_SUPPLIES("Office Supplies", 65121, 52496),
  PERSONAL_CARE("Personal Care", 8173, 5667),
  SNACKS("Snacks", 15258, 9744),
  VEGETABLES("Vegetables", 15406, 9093);

  private final byte[] utf8;
  private final long price;
  private final long cost;

  ItemType(String label, long price, long cost) {
    this.utf8 = SalesLine.utf8(label);
    this.price = price;
    this.cost = cost;
  }

  /** The label as it stands in the file; nobody writes into it. */
  byte[] utf8() {
    return utf8;
  }

  long price() {
    return price;
  }

  long cost() {
    return cost;
  }
}
