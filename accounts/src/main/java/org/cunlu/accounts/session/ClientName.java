package org.cunlu.accounts.session;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client says it is, in words short enough for a list. A hint for its owner; nothing relies on it. */
final class ClientName {
    private static final int LENGTH_MAX = 40;

    /** First match counts: most browsers name others too, to be let in. */
    private static final List<Map.Entry<String, String>> PROGRAMS = List.of(
            Map.entry("MicroMessenger", "微信 WeChat"),
            Map.entry("HuaweiBrowser", "Huawei Browser"),
            Map.entry("QQBrowser", "QQ Browser"),
            Map.entry("UCBrowser", "UC Browser"),
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox", "Firefox"),
            Map.entry("FxiOS", "Firefox"),
            Map.entry("CriOS", "Chrome"),
            Map.entry("Chrome", "Chrome"),
            Map.entry("Safari", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("HarmonyOS", "HarmonyOS"),
            Map.entry("OpenHarmony", "HarmonyOS"),
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS", "macOS"),
            Map.entry("Linux", "Linux"));

    private ClientName() {}

    /** @param agent header User-Agent, any text  @return empty when it says nothing */
    static String of(String agent) {
        String known = Stream.of(first(PROGRAMS, agent), first(SYSTEMS, agent))
                .flatMap(List::stream)
                .collect(Collectors.joining(" · "));
        if (!known.isEmpty()) {
            return known;
        }
        String own = agent.strip().split("[/ (;]", 2)[0];
        return own.length() > LENGTH_MAX ? own.substring(0, LENGTH_MAX) : own;
    }

    private static List<String> first(List<Map.Entry<String, String>> marks, String agent) {
        return marks.stream()
                .filter(mark -> agent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .limit(1)
                .toList();
    }
}
