package org.cunlu.logistics.network;

import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.SupplyLine;

/** The rows of a network file, each read by itself; what needs other rows is checked by {@link Draft}. */
final class NetworkFile {
    private static final Set<String> OPTIONAL = Set.of(
            "code",
            "name",
            "tier",
            "parent",
            "status",
            "latitude",
            "longitude",
            "made_up",
            "days",
            "opens",
            "closes",
            "cut_off",
            "sort_cut_off",
            "handling_minutes",
            "holds",
            "gln",
            "services",
            "capacity_parcels",
            "capacity_cm3",
            "stars",
            "enabled",
            "open_to_users",
            "reachable_by_vehicle",
            "dispatchable",
            "township",
            "station",
            "route",
            "mode",
            "valid_from",
            "valid_to",
            "capacity_kg",
            "capacity_litres",
            "capacity_pieces",
            "carries",
            "hazard_apart",
            "holidays",
            "line",
            "seq",
            "node",
            "arrive",
            "depart",
            "programme",
            "supplier",
            "province",
            "lead_days",
            "year",
            "stations");

    /** A stop of a line at its place in the order. */
    record StopAt(String line, long seq, Line.Stop stop) {}

    /** Days that a carrier takes. */
    record Lead(String gateway, String province, int days) {}

    /** Stations to be built. */
    record Planned(String township, int year, int stations) {}

    private enum Kind {
        node,
        village,
        line,
        stop,
        lead,
        plan,
        supply
    }

    final List<Candidate<Place>> places = new ArrayList<>();
    final Map<String, ProfileCells> profiles = new HashMap<>();
    final List<Candidate<Served>> villages = new ArrayList<>();
    final List<Candidate<Line>> lines = new ArrayList<>();
    final List<Candidate<StopAt>> stops = new ArrayList<>();
    final List<Candidate<Lead>> leads = new ArrayList<>();
    final List<Candidate<Planned>> plan = new ArrayList<>();

    final List<Candidate<SupplyLine>> supply = new ArrayList<>();

    private final CsvFile file;
    private final Set<String> seen = new HashSet<>();

    private NetworkFile(CsvFile file) {
        this.file = file;
    }

    static NetworkFile read(Reader csv, String county) {
        var network = new NetworkFile(CsvFile.read(csv, Set.of("record"), OPTIONAL));
        for (CsvRow row : network.file.rows()) {
            network.take(row, county);
        }
        return network;
    }

    long rows() {
        return file.rows().size();
    }

    Faults faults() {
        return file.faults();
    }

    private void take(CsvRow row, String county) {
        Kind kind = row.constant("record", Kind.class);
        if (kind == null) {
            return;
        }
        switch (kind) {
            case node -> takeNode(row, county);
            case village -> keep(villages, row, NetworkCells.village(row), Served::code, "village");
            case line -> keep(lines, row, NetworkCells.line(row), Line::code, "line");
            case stop -> keep(stops, row, NetworkCells.stop(row), at -> at.line() + "/" + at.seq(), "stop");
            case lead -> keep(leads, row, NetworkCells.lead(row), at -> at.gateway() + "/" + at.province(), "lead");
            case plan -> keep(plan, row, NetworkCells.plan(row), at -> at.township() + "/" + at.year(), "plan");
            case supply -> keep(supply, row, NetworkCells.supply(row), SupplyLine::key, "supply");
        }
    }

    private void takeNode(CsvRow row, String county) {
        ProfileCells profile = ProfileCells.of(row);
        Place place = NetworkCells.place(row, county);
        keep(places, row, place, Place::code, "node");
        if (place != null) {
            profiles.putIfAbsent(place.code(), profile);
        }
    }

    /** Bad rows are kept as well, without a value: a line must know that one of its stops is missing. */
    private <T> void keep(List<Candidate<T>> to, CsvRow row, T value, Function<T, String> key, String kind) {
        if (value != null && !seen.add(kind + "/" + key.apply(value))) {
            row.fault(null, "duplicate", "文件中已有同一行 · The file has this already: " + key.apply(value));
        }
        to.add(new Candidate<>(row, value));
    }
}
