package org.cunlu.logistics.promise;

import java.util.Arrays;
import java.util.List;

/** A part of the network that hangs together by more than one node, and what runs in it. */
final class Block {
    final Departures departures;

    /** Its nodes, in order. */
    private final int[] members;

    private final Fewest fewest;

    /** @param members indices of its nodes @param rides in the order of their codes @param place scratch, all -1 */
    Block(int[] members, List<Ride> rides, Hours[] hours, int[] place) {
        this.members = members.clone();
        Arrays.sort(this.members);
        for (int i = 0; i < this.members.length; i++) {
            place[this.members[i]] = i;
        }
        departures = new Departures(rides, hours, place);
        fewest = new Fewest(this.members.length, rides, place);
        for (int member : members) {
            place[member] = -1;
        }
    }

    /** @return rides from each member, by its place, to this node */
    byte[] ridesTo(int node) {
        return fewest.to(place(node));
    }

    /** @return rides to each member, by its place, from this node */
    byte[] ridesFrom(int node) {
        return fewest.from(place(node));
    }

    int rides(int entry, int exit) {
        return ridesTo(exit)[place(entry)];
    }

    private int place(int node) {
        return Arrays.binarySearch(members, node);
    }
}
