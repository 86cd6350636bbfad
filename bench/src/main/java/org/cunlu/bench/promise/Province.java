package org.cunlu.bench.promise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A province made by chance, the same for the same seed: counties side by side, each with hub, gateway, townships and
 * villages, at places reckoned in kilometres. {@link ProvinceLines} lets them be travelled between.
 */
final class Province {
    private static final int COUNTY_KM = 60;
    private static final int VILLAGE_KM = 8;

    /** How large. */
    record Shape(int counties, int townships, int villages) {
        /** As many as a province has. */
        static final Shape WHOLE = new Shape(38, 1_000, 8_000);

        Shape {
            if (counties < 1 || townships < counties || villages < townships) {
                throw new IllegalArgumentException("no province: " + counties + " counties, " + townships
                        + " townships, " + villages + " villages");
            }
        }
    }

    /** A place. @param county its number @param x kilometres east @param y kilometres south */
    record Spot(String code, int county, double x, double y) {
        double roadKm(Spot other) {
            return 1.3 * Math.hypot(x - other.x, y - other.y);
        }
    }

    record Township(Spot at, List<Spot> villages) {}

    /** @param column of the grid in which counties lie */
    record County(int number, int column, int row, Spot hub, Spot gateway, List<Township> townships) {}

    final Shape shape;
    final int columns;
    final List<County> counties = new ArrayList<>();

    private final Random random;

    Province(Shape shape, Random random) {
        this.shape = shape;
        this.random = random;
        this.columns = (int) Math.ceil(Math.sqrt(shape.counties()));
        int[] townships = shares(shape.townships(), shape.counties());
        int[] villages = shares(shape.villages(), shape.townships());
        int first = 0;
        for (int number = 0; number < shape.counties(); number++) {
            counties.add(county(number, first, townships[number], villages));
            first += townships[number];
        }
    }

    private County county(int number, int first, int count, int[] villages) {
        int column = number % columns;
        int row = number / columns;
        double x = (column + 0.5) * COUNTY_KM;
        double y = (row + 0.5) * COUNTY_KM;
        String code = "5%05d".formatted(101 + number);
        var hub = new Spot(code, number, x, y);
        var gateway = new Spot(code + "-OUT", number, x + 2, y + 1);
        var townships = new ArrayList<Township>();
        for (int i = 0; i < count; i++) {
            var at = new Spot(
                    code + "%03d".formatted(100 + i),
                    number,
                    x + (random.nextDouble() - 0.5) * COUNTY_KM,
                    y + (random.nextDouble() - 0.5) * COUNTY_KM);
            townships.add(new Township(at, villagesOf(at, villages[first + i])));
        }
        townships.sort(Comparator.comparingDouble(each -> Math.atan2(each.at().y - hub.y, each.at().x - hub.x)));
        return new County(number, column, row, hub, gateway, townships);
    }

    private List<Spot> villagesOf(Spot township, int count) {
        var villages = new ArrayList<Spot>();
        for (int i = 0; i < count; i++) {
            villages.add(new Spot(
                    township.code() + "%03d".formatted(200 + i),
                    township.county(),
                    township.x + (random.nextDouble() - 0.5) * 2 * VILLAGE_KM,
                    township.y + (random.nextDouble() - 0.5) * 2 * VILLAGE_KM));
        }
        return villages;
    }

    /** Splits so many unevenly: each gets half of an even share, the rest falls by chance. */
    private int[] shares(int all, int among) {
        var shares = new int[among];
        int left = all;
        for (int i = 0; i < among; i++) {
            shares[i] = Math.max(1, all / among / 2);
            left -= shares[i];
        }
        for (; left > 0; left--) {
            shares[random.nextInt(among)]++;
        }
        return shares;
    }
}
