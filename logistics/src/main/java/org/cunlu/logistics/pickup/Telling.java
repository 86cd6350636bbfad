package org.cunlu.logistics.pickup;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** What recipients are told by message. The code is not in it: who is to have it reads it with the order. */
@Singleton
class Telling {
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("M-d HH:mm");

    private final Recipients recipients;
    private final Network network;
    private final LastDay lastDay;

    Telling(Recipients recipients, Network network, LastDay lastDay) {
        this.recipients = recipients;
        this.network = network;
        this.lastDay = lastDay;
    }

    void ready(Pickup pickup) {
        var hours = lastDay.hours(pickup.parcel().nodeCode());
        tell(
                pickup,
                Notices.Kind.PARCEL_READY,
                Map.of(
                        "station",
                        station(pickup),
                        "hours",
                        hours.opens() + "-" + hours.closes(),
                        "until",
                        shown(pickup.collectBy())));
    }

    void waits(Pickup pickup) {
        tell(pickup, Notices.Kind.PARCEL_WAITS, Map.of("station", station(pickup), "until", shown(pickup.collectBy())));
    }

    void goesBack(Pickup pickup, String reason) {
        String words = reason.equals(Pickups.NOT_COLLECTED) ? "逾期未取 not collected in time" : reason;
        tell(pickup, Notices.Kind.PARCEL_GOES_BACK, Map.of("station", station(pickup), "reason", words));
    }

    void elsewhere(Pickup pickup) {
        tell(pickup, Notices.Kind.PARCEL_ELSEWHERE, Map.of("station", station(pickup)));
    }

    private void tell(Pickup pickup, Notices.Kind kind, Map<String, String> facts) {
        recipients.tell(pickup.parcel().recipientId(), kind, facts);
    }

    private String station(Pickup pickup) {
        String code = pickup.parcel().nodeCode();
        return network.node(code).map(Node::name).orElse(code);
    }

    private static String shown(Instant moment) {
        return UNTIL.format(CountyTime.at(moment));
    }
}
