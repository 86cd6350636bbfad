package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.DriverRuns;

/** Trips for who drives them, as the pages show them. */
@Singleton
class DriverDesk implements DriverRuns {
    private static final String LOOK = "logistics.run";

    private final Trips trips;
    private final RunSheet sheets;
    private final KeptSteps kept;

    DriverDesk(Trips trips, RunSheet sheets, KeptSteps kept) {
        this.trips = trips;
        this.sheets = sheets;
        this.kept = kept;
    }

    @Override
    public List<Trip> of(Caller driver, LocalDate date) {
        return trips.drivenBy(driver, date).stream()
                .map(sheets::shortly)
                .map(DriverDesk::trip)
                .toList();
    }

    @Override
    public Sheet sheet(Caller driver, String line, LocalDate date) {
        var found = sheets.of(trips.drivenBy(driver, line, date, LOOK));
        return new Sheet(
                trip(found.trip()), found.stops().stream().map(DriverDesk::stop).toList());
    }

    @Override
    public List<Told> tell(Caller driver, List<DriverRuns.Step> steps, @Nullable Instant sentAt) {
        return kept.take(driver, steps.stream().map(DriverDesk::step).toList(), sentAt).stream()
                .map(answer -> new Told(answer.stepId(), answer.outcome(), answer.code(), answer.title()))
                .toList();
    }

    private static org.cunlu.logistics.run.Step step(DriverRuns.Step told) {
        return new org.cunlu.logistics.run.Step(
                told.stepId(),
                told.device(),
                told.deviceTime(),
                org.cunlu.logistics.run.Step.Kind.valueOf(told.what().name()),
                told.trip(),
                told.node(),
                told.bag(),
                told.parcel(),
                told.minutes(),
                told.reason(),
                told.photoId());
    }

    private static Trip trip(RunSheet.Short found) {
        return new Trip(
                found.trip(),
                found.name(),
                found.from(),
                found.to(),
                found.departsAt(),
                found.arrivesAt(),
                Progress.valueOf(found.punctuality().progress().name()),
                found.punctuality().lateMinutes());
    }

    private static Stop stop(RunSheet.StopSheet found) {
        return new Stop(
                found.node(),
                found.name(),
                found.arrivesAt(),
                found.departsAt(),
                found.arrivedAt(),
                found.departedAt(),
                found.passedAt(),
                found.handOver().stream().map(DriverDesk::item).toList(),
                found.collect().stream().map(DriverDesk::item).toList(),
                found.cash());
    }

    private static Item item(RunSheet.Item found) {
        return new Item(
                found.number(), found.bag(), found.stage(), found.parcels(), found.weightGrams(), found.word() != null);
    }
}
