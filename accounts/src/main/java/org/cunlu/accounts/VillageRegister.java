package org.cunlu.accounts;

/** Which villages there are, told by those who know: logistics by its service areas. A village that none knows does not exist. */
public interface VillageRegister {
    boolean knows(String villageCode);
}
