package org.cunlu.search.offers;

import com.hankcs.hanlp.HanLP;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import net.sourceforge.pinyin4j.PinyinHelper;

/**
 * How Chinese text sounds, in syllables without tones. A character's reading comes from the phrase it stands in (重庆 is
 * chong qing); its other readings are told as further lines, so that whoever reads it otherwise finds it too.
 */
final class Pinyin {
    /** Further lines of one text, at most. */
    private static final int LINES_MAX = 24;
    /** Letters that are still cut into syllables: those of seven characters or more. */
    private static final int LETTERS_MAX = 40;

    private static final int CUTS_MAX = 6;

    /** Looked up once a character: pinyin4j takes its time. There are some thousand in use, and no more than 100,000 at all. */
    private static final Map<Integer, Set<String>> READINGS = new ConcurrentHashMap<>();

    private static final TreeSet<String> SYLLABLES = syllables();

    private Pinyin() {}

    /** @return as it is read most likely, one syllable a character; a character without reading stands for itself */
    static List<String> likely(String chinese) {
        List<com.hankcs.hanlp.dictionary.py.Pinyin> read = HanLP.convertToPinyinList(chinese);
        int[] points = chinese.codePoints().toArray();
        var line = new ArrayList<String>();
        for (int i = 0; i < points.length; i++) {
            String syllable = i < read.size() ? read.get(i).getPinyinWithoutTone() : "none";
            line.add(syllable.equals("none") ? Character.toString(points[i]) : syllable);
        }
        return line;
    }

    /**
     * @param chinese Chinese characters only
     * @return lines of syllables, one syllable a character; the first as it is read most likely
     */
    static List<List<String>> lines(String chinese) {
        List<String> first = likely(chinese);
        int[] points = chinese.codePoints().toArray();
        var lines = new LinkedHashSet<List<String>>();
        lines.add(List.copyOf(first));
        // One character read otherwise at a time, wherever it stands: all combinations would be too many.
        for (int point : Arrays.stream(points).distinct().toArray()) {
            for (String other : READINGS.computeIfAbsent(point, Pinyin::readings)) {
                var line = new ArrayList<>(first);
                for (int i = 0; i < points.length; i++) {
                    if (points[i] == point) {
                        line.set(i, other);
                    }
                }
                if (lines.size() <= LINES_MAX) {
                    lines.add(List.copyOf(line));
                }
            }
        }
        return List.copyOf(lines);
    }

    /**
     * Cuts letters as typed into syllables, in every likely way, the longest syllables first.
     * @return cuts; the last piece of each may be the beginning of a syllable only; empty when the letters are no pinyin
     */
    static List<List<String>> cuts(String letters) {
        var cuts = new ArrayList<List<String>>();
        if (letters.length() <= LETTERS_MAX && letters.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            cut(letters, new ArrayList<>(), cuts, new int[] {1_000});
        }
        return cuts;
    }

    /** @param budget steps that are left, so that no text whatever takes long */
    private static void cut(String rest, List<String> done, List<List<String>> cuts, int[] budget) {
        if (rest.isEmpty()) {
            cuts.add(List.copyOf(done));
            return;
        }
        for (int length = Math.min(6, rest.length()); length > 0; length--) {
            if (cuts.size() == CUTS_MAX || budget[0]-- <= 0) {
                return;
            }
            String piece = rest.substring(0, length);
            boolean last = length == rest.length();
            if (SYLLABLES.contains(piece) || (last && beginsSyllable(piece))) {
                done.add(piece);
                cut(rest.substring(length), done, cuts, budget);
                done.removeLast();
            }
        }
    }

    private static boolean beginsSyllable(String piece) {
        String next = SYLLABLES.ceiling(piece);
        return next != null && next.startsWith(piece);
    }

    /** Without tones, lü written lv as well as lu. */
    private static Set<String> readings(int point) {
        var readings = new LinkedHashSet<String>();
        String[] toned = Character.isBmpCodePoint(point) ? PinyinHelper.toHanyuPinyinStringArray((char) point) : null;
        if (toned != null) {
            for (String each : toned) {
                String plain = each.replaceAll("[0-9]", "");
                readings.add(plain.replace("u:", "v"));
                readings.add(plain.replace("u:", "u"));
            }
        }
        return readings;
    }

    private static TreeSet<String> syllables() {
        var all = new TreeSet<String>();
        for (var each : com.hankcs.hanlp.dictionary.py.Pinyin.values()) {
            all.add(each.getPinyinWithoutTone());
        }
        all.remove("none");
        return all;
    }
}
