package org.cunlu.orders.groupbuy;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Lets tests of other rooms send what teams that are full have bought. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class TeamsByHand {
    private final Following following;

    TeamsByHand(Following following) {
        this.following = following;
    }

    /** @return how many orders were sent, or given back */
    public int step() {
        return following.step(100);
    }
}
