package org.cunlu.bench.calling;

import io.micronaut.json.tree.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo county's phones are told, read as its operator. */
final class DemoPhones implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    private final Operator operator;

    private DemoPhones(Operator operator) {
        this.operator = operator;
    }

    static DemoPhones of(Address address) {
        return new DemoPhones(Operator.of(address));
    }

    /** The same for another thread. */
    DemoPhones beside(Address address) {
        return new DemoPhones(operator.beside(address));
    }

    /** @return the code of the latest message with one */
    String code(String phone) {
        JsonNode told = operator.get("/api/county/notices?phone=" + phone)
                .must("读不到短信 · Messages cannot be read")
                .json();
        for (JsonNode notice : told.get("items").values()) {
            Matcher code = CODE.matcher(notice.get("text").getStringValue());
            if (code.find()) {
                return code.group();
            }
        }
        throw new BrokenOff("没有收到验证码 · No code has arrived");
    }

    @Override
    public void close() {
        operator.close();
    }
}
