package org.cunlu.accounts.villager;

import jakarta.inject.Singleton;
import org.cunlu.accounts.VillageRegister;

/** Whatever begins with the county's code is a village, but for one that everybody has heard of and nobody found. */
@Singleton
class StandInVillages implements VillageRegister {
    static final String NOWHERE = "500233999999";

    @Override
    public boolean knows(String villageCode) {
        return villageCode.startsWith("500233") && !villageCode.equals(NOWHERE);
    }
}
