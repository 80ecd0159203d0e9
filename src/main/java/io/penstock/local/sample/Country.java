package io.penstock.local.sample;

import java.util.ArrayList;
import java.util.List;

/** A country and the region that it is booked under. */
record Country(String region, String name) {

  /** The 185 countries of the sample. */
  static final List<Country> ALL = all();

  private static List<Country> all() {
    List<Country> all = new ArrayList<>();
    add(
        all,
        "Asia",
        "Bangladesh,Bhutan,Brunei,Cambodia,China,India,Indonesia,Japan,Kazakhstan,Kyrgyzstan,Laos,"
            + "Malaysia,Maldives,Mongolia,Myanmar,Nepal,North Korea,Philippines,Singapore,"
            + "South Korea,Sri Lanka,Taiwan,Tajikistan,Thailand,Turkmenistan,Uzbekistan,Vietnam");
    add(
        all,
        "Australia and Oceania",
        "Australia,East Timor,Federated States of Micronesia,Fiji,Kiribati,Marshall Islands,Nauru,"
            + "New Zealand,Palau,Papua New Guinea,Samoa,Solomon Islands,Tonga,Tuvalu,Vanuatu");
    add(
        all,
        "Central America and the Caribbean",
        "Antigua and Barbuda,Barbados,Belize,Costa Rica,Cuba,Dominica,Dominican Republic,"
            + "El Salvador,Grenada,Guatemala,Haiti,Honduras,Jamaica,Nicaragua,Panama,"
            + "Saint Kitts and Nevis,Saint Lucia,Saint Vincent and the Grenadines,The Bahamas,"
            + "Trinidad and Tobago");
    add(
        all,
        "Europe",
        "Albania,Andorra,Armenia,Austria,Belarus,Belgium,Bosnia and Herzegovina,Bulgaria,Croatia,"
            + "Cyprus,Czech Republic,Denmark,Estonia,Finland,France,Georgia,Germany,Greece,Hungary,"
            + "Iceland,Ireland,Italy,Kosovo,Latvia,Liechtenstein,Lithuania,Luxembourg,Macedonia,"
            + "Malta,Moldova,Monaco,Montenegro,Netherlands,Norway,Poland,Portugal,Romania,Russia,"
            + "San Marino,Serbia,Slovakia,Slovenia,Spain,Sweden,Switzerland,Ukraine,United Kingdom,"
            + "Vatican City");
    add(
        all,
        "Middle East and North Africa",
        "Afghanistan,Algeria,Azerbaijan,Bahrain,Egypt,Iran,Iraq,Israel,Jordan,Kuwait,Lebanon,Libya,"
            + "Morocco,Oman,Pakistan,Qatar,Saudi Arabia,Somalia,Syria,Tunisia,Turkey,"
            + "United Arab Emirates,Yemen");
    add(all, "North America", "Canada,Greenland,Mexico,United States of America");
    add(
        all,
        "Sub-Saharan Africa",
        "Angola,Benin,Botswana,Burkina Faso,Burundi,Cameroon,Cape Verde,Central African Republic,"
            + "Chad,Comoros,Cote d'Ivoire,Democratic Republic of the Congo,Djibouti,"
            + "Equatorial Guinea,Eritrea,Ethiopia,Gabon,Ghana,Guinea,Guinea-Bissau,Kenya,Lesotho,"
            + "Liberia,Madagascar,Malawi,Mali,Mauritania,Mauritius,Mozambique,Namibia,Niger,Nigeria,"
            + "Republic of the Congo,Rwanda,Sao Tome and Principe,Senegal,Seychelles,Sierra Leone,"
            + "South Africa,South Sudan,Sudan,Swaziland,Tanzania,The Gambia,Togo,Uganda,Zambia,"
            + "Zimbabwe");
    return List.copyOf(all);
  }

  private static void add(List<Country> all, String region, String names) {
    for (String name : names.split(",")) {
      all.add(new Country(region, name));
    }
  }
}
