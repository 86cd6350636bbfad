package org.cunlu.logistics;

import java.util.List;
import java.util.Set;

/**
 * Tours and what they come to, as the judge reckons them.
 * @param cost of all tours, and of what is left out
 */
public record TourPlan(List<Tour> tours, List<LeftOut> leftOut, double metres, double cost) {
    public TourPlan {
        tours = List.copyOf(tours);
        leftOut = List.copyOf(leftOut);
    }

    /** Which tasks a vehicle serves in which order: what a plan is before anybody reckons. */
    public record Order(int fleet, List<List<Integer>> trips) {
        public Order {
            trips = trips.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One vehicle's day.
     * @param seconds from leaving to coming back, waiting included
     */
    public record Tour(int fleet, List<Trip> trips, double metres, double seconds, double cost) {
        public Tour {
            trips = List.copyOf(trips);
        }
    }

    /**
     * From the depot to the depot.
     * @param load when it leaves, by compartment
     */
    public record Trip(double leaves, List<Integer> load, List<Stop> stops, double back) {
        public Trip {
            load = List.copyOf(load);
            stops = List.copyOf(stops);
        }
    }

    /** @param load when it leaves here, by compartment */
    public record Stop(int task, double arrives, double begins, double leaves, List<Integer> load) {
        public Stop {
            load = List.copyOf(load);
        }

        public double waits() {
            return begins - arrives;
        }
    }

    /** A task that no vehicle serves. @param reasons at least one */
    public record LeftOut(int task, Set<Reason> reasons) {
        public LeftOut {
            reasons = Set.copyOf(reasons);
        }
    }

    /** Why a task is left out. */
    public enum Reason {
        CAPACITY("装不下", "Too much for any vehicle that may come"),
        TIME_WINDOW("赶不上时间窗", "No vehicle can be there in time"),
        UNREACHABLE("车到不了", "No vehicle can or may go there"),
        NOT_RELEASED("货还没到", "Its goods come to the depot too late"),
        INCOMPATIBLE("与同车货物不相容", "Its goods may not be with the others"),
        SHIFT_TOO_SHORT("班次太短", "No shift is long enough"),
        ALL_TAKEN("车都排满了", "It could be served alone, but every vehicle has enough to do");

        private final String chinese;
        private final String english;

        Reason(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        public String text() {
            return chinese + " · " + english;
        }
    }
}
