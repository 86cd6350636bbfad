package org.cunlu.app.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Zhong County from its two files of facts, with positions made up: the townships of a federation lie in one direction from
 * the county town, villages on a small spiral around their township. Nothing is drawn at random, so the same facts give the same county.
 */
record DemoCounty(List<Township> townships) {
    static final String HUB = "500233";
    static final String GATEWAY = "500233-OUT";
    static final Spot HUB_AT = new Spot(30.300, 108.037);
    static final Spot GATEWAY_AT = new Spot(30.286, 108.021);

    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
    private static final double KM_PER_DEGREE = 111.2;

    /** @param openStations how many of the stations, from the first, are built */
    record Township(
            String code,
            String name,
            String leadTownship,
            Spot at,
            List<Village> villages,
            List<Village> stations,
            int openStations,
            Map<Integer, Integer> plan) {
        List<Village> open() {
            return stations.subList(0, openStations);
        }
    }

    record Village(String code, String name, Spot at) {
        /** 鹤林村村民委员会 is 鹤林村, 香山社区居民委员会 is 香山社区. */
        String shortName() {
            return name.replace("村民委员会", "").replace("居民委员会", "");
        }

        boolean rural() {
            return name.endsWith("村民委员会");
        }
    }

    /** Degrees. */
    record Spot(double latitude, double longitude) {
        /** Road kilometres, guessed as half as long again as the straight line. */
        double roadKm(Spot to) {
            double north = (to.latitude - latitude) * KM_PER_DEGREE;
            double east = (to.longitude - longitude) * KM_PER_DEGREE * Math.cos(Math.toRadians(latitude));
            return 1.5 * Math.hypot(north, east);
        }

        /** The n-th place of a spiral that fills a ring around this spot evenly. */
        Spot around(int n, int of, double kmFrom, double kmTo) {
            return away(n * GOLDEN_ANGLE, kmFrom + (kmTo - kmFrom) * Math.sqrt((n + 0.5) / of));
        }

        Spot away(double angle, double km) {
            double north = km * Math.sin(angle) / KM_PER_DEGREE;
            double east = km * Math.cos(angle) / (KM_PER_DEGREE * Math.cos(Math.toRadians(latitude)));
            return new Spot(rounded(latitude + north), rounded(longitude + east));
        }

        private static double rounded(double degrees) {
            return Math.round(degrees * 10_000) / 10_000.0;
        }
    }

    static DemoCounty read(Path folder) throws IOException {
        List<NamedCsvRecord> facts = rows(folder.resolve("zhong-county-townships.csv"));
        Map<String, List<NamedCsvRecord>> villages = new LinkedHashMap<>();
        for (NamedCsvRecord each : rows(folder.resolve("zhong-county-villages.csv"))) {
            villages.computeIfAbsent(each.getField("township_code"), code -> new ArrayList<>())
                    .add(each);
        }
        var townships = new ArrayList<Township>();
        Map<String, List<String>> federations = federations(facts);
        for (NamedCsvRecord each : facts) {
            Spot at = spot(each, federations);
            townships.add(township(each, at, villages.get(each.getField("township_code"))));
        }
        return new DemoCounty(townships);
    }

    /** Codes of townships by their lead township, so that those which ride together lie together. */
    private static Map<String, List<String>> federations(List<NamedCsvRecord> facts) {
        var federations = new LinkedHashMap<String, List<String>>();
        for (NamedCsvRecord each : facts) {
            federations
                    .computeIfAbsent(each.getField("federation_lead_township"), lead -> new ArrayList<>())
                    .add(each.getField("township_code"));
        }
        return federations;
    }

    /** Each federation lies in a direction of its own, its townships one behind the other. */
    private static Spot spot(NamedCsvRecord township, Map<String, List<String>> federations) {
        String lead = township.getField("federation_lead_township");
        List<String> group = federations.get(lead);
        int direction = List.copyOf(federations.keySet()).indexOf(lead);
        int place = group.indexOf(township.getField("township_code"));
        double angle = 2 * Math.PI * direction / federations.size() + 0.12 * (place % 2);
        return HUB_AT.away(angle, direction == 0 ? 2 + 7 * place : 9 + 24.0 * place / group.size());
    }

    private static Township township(NamedCsvRecord facts, Spot at, List<NamedCsvRecord> rows) {
        var villages = new ArrayList<Village>();
        for (NamedCsvRecord each : rows) {
            Spot spot = at.around(villages.size(), rows.size(), 0.8, 4.5);
            villages.add(new Village(each.getField("village_code"), each.getField("village_name"), spot));
        }
        var plan = new TreeMap<Integer, Integer>();
        for (int year = 2024; year <= 2027; year++) {
            plan.put(year, Integer.parseInt(facts.getField("stations_" + year)));
        }
        int target = Integer.parseInt(facts.getField("station_target_2027"));
        return new Township(
                facts.getField("township_code"),
                facts.getField("township_name"),
                facts.getField("federation_lead_township"),
                at,
                villages,
                stations(villages, target),
                plan.get(2024) + plan.get(2025),
                plan);
    }

    /** Villages in the order of the file; where the plan names more, the communities nearest to the end of the file. */
    private static List<Village> stations(List<Village> villages, int target) {
        var stations = new ArrayList<>(villages.stream().filter(Village::rural).toList());
        villages.reversed().stream().filter(village -> !village.rural()).forEach(stations::add);
        return stations.subList(0, target);
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(file))) {
            return reader.stream().toList();
        }
    }
}
