package org.cunlu.logistics.tours;

/** The cheapest place found so far for a task, or for a pair. */
final class Place {
    double cost;
    Route route;
    /** Position behind which it goes; of a pair the pickup, counted before either is in. */
    int position;
    /** Position behind which the other half goes. */
    int dropPosition;
    /** Whether it makes a trip of its own, which begins or ends at {@link #position}. */
    boolean trip;

    void nothing() {
        cost = Double.POSITIVE_INFINITY;
        route = null;
    }

    void at(double cost, Route route, int position) {
        this.cost = cost;
        this.route = route;
        this.position = position;
        this.dropPosition = position;
        this.trip = false;
    }

    void inTrip(double cost, Route route, int position) {
        at(cost, route, position);
        this.trip = true;
    }

    void pair(double cost, Route route, int position, int dropPosition) {
        at(cost, route, position);
        this.dropPosition = dropPosition;
    }
}
