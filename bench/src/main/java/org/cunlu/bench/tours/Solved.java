package org.cunlu.bench.tours;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cunlu.bench.tours.InstanceFiles.BestKnown;
import org.cunlu.logistics.TourJudge.Verdict;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.judging.PlainJudge;
import org.cunlu.logistics.tours.StringPlanner;

/**
 * What the planner came to on an instance, as the judge reckons it.
 * @param cpuSeconds of the one thread that searched
 */
record Solved(Instance instance, long seed, List<TourPlan.Order> orders, Verdict verdict, double cpuSeconds) {
    /** Searches on this thread for so many CPU seconds. */
    static Solved of(Instance instance, double seconds, long seed, Consumer<TourPlanner.Best> better) {
        double begun = cpu();
        var watch = new TourPlanner.Watch() {
            @Override
            public boolean enough(long iterations) {
                return cpu() - begun >= seconds;
            }

            @Override
            public void better(TourPlanner.Best best) {
                better.accept(best);
            }
        };
        List<TourPlan.Order> orders = new StringPlanner().plan(instance.problem(), List.of(), seed, 1, watch);
        double took = cpu() - begun;
        return new Solved(instance, seed, orders, new PlainJudge().judge(instance.problem(), orders), took);
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    boolean whole() {
        return verdict.holds() && verdict.plan().leftOut().isEmpty();
    }

    int vehicles() {
        return orders.size();
    }

    double distance() {
        return verdict.plan().metres();
    }

    /** @return how much longer than the best known, as a part of it; NaN where the vehicles are not as many */
    double gap(BestKnown known) {
        return known.vehicles() != 0 && known.vehicles() != vehicles() ? Double.NaN : distance() / known.distance() - 1;
    }

    /** The solution file: customers by number, a 0 where the vehicle comes back to be loaded anew. */
    String sol() {
        var text = new StringBuilder();
        for (int i = 0; i < orders.size(); i++) {
            String route = orders.get(i).trips().stream()
                    .map(trip ->
                            trip.stream().map(task -> String.valueOf(task + 1)).collect(Collectors.joining(" ")))
                    .collect(Collectors.joining(" 0 "));
            text.append("Route #").append(i + 1).append(": ").append(route).append('\n');
        }
        return text.append("Cost: ")
                .append(instance.distance(distance()))
                .append('\n')
                .toString();
    }
}
