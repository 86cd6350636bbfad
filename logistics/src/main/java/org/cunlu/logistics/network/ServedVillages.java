package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import org.cunlu.accounts.VillageRegister;
import org.cunlu.logistics.Network;

/** Tells accounts which villages there are: those that some station serves. */
@Singleton
class ServedVillages implements VillageRegister {
    private final Network network;

    ServedVillages(Network network) {
        this.network = network;
    }

    @Override
    public boolean knows(String villageCode) {
        return network.stationOf(villageCode).isPresent();
    }
}
