package org.cunlu.catalog.inputs;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.kernel.time.CountyTime;

/** What a registration must look like. Pure. */
final class RegistrationRules {
    /**
     * 农药登记证号: PD, WP (hygiene) or LS (for a time) with year and four digits, packers with F and six more: PD20081234,
     * PD20150123F030001; numbers of before 1997 have five digits and one of the product: PD85105-12.
     */
    private static final Pattern PESTICIDE =
            Pattern.compile("(PD|WP|LS)(19|20)\\d{6}(F\\d{6})?|(PD|WP)\\d{5}(-\\d{1,3})?");
    /** 审定、登记或许可证号: 国审稻20200123, GPD油菜(2018)500123, B(渝)农种许字(2020)第0001号: forms differ, a year and a number are in each. */
    private static final Pattern SEED = Pattern.compile("(?=.*\\d{7}|.*\\d{4}.+\\d{2})[\\p{IsHan}A-Z0-9()（）〔〕-]{8,40}");
    /** 肥料登记或备案: 农肥(2018)准字12345号, 渝农肥(2019)临字0123号, 微生物肥(2020)准字(1234)号. */
    private static final Pattern FERTILISER =
            Pattern.compile("\\p{IsHan}{1,8}[(（〔](19|20)\\d{2}[)）〕](准|临|备)字?[(（]?\\d{3,6}[)）]?号");

    private static final int INGREDIENT_MAX = 60;

    private RegistrationRules() {}

    /** @throws ProblemException 400 that names the field */
    static void check(Registration said, LocalDate today) {
        if (!pattern(said.kind()).matcher(said.registrationNo()).matches()) {
            throw ProblemException.invalid(
                    "registrationNo",
                    "registration-invalid",
                    "登记证号格式不对，例如 " + example(said.kind()) + " · Not such a number");
        }
        boolean pesticide = said.kind() == InputKind.PESTICIDE;
        if (pesticide != (said.toxicity() != null)) {
            throw ProblemException.invalid(
                    "toxicity", "toxicity-invalid", "农药必填毒性，其他农资不填 · A pesticide has one, the others have none");
        }
        if (said.restricted() && !pesticide) {
            throw ProblemException.invalid(
                    "restricted", "restricted-invalid", "只有农药才有限制使用 · Only a pesticide may be of restricted use");
        }
        ingredient(said.activeIngredient(), pesticide);
        if (poison(said.toxicity()) && !said.restricted()) {
            throw ProblemException.invalid(
                    "restricted",
                    "restricted-invalid",
                    "高毒、剧毒农药必为限制使用 · What is highly poisonous is of restricted use");
        }
        if (!CountyTime.usual(said.validFrom()) || !CountyTime.usual(said.validUntil())) {
            throw ProblemException.invalid("validUntil", "date-invalid", "日期不对 · Not a date of a registration");
        }
        if (said.validUntil().isBefore(said.validFrom())) {
            throw ProblemException.invalid("validUntil", "ends-before-it-begins", "结束早于开始 · Ends before it begins");
        }
        if (said.validUntil().isBefore(today)) {
            throw ProblemException.invalid("validUntil", "already-over", "有效期已过 · It is over already");
        }
    }

    private static void ingredient(@Nullable String said, boolean pesticide) {
        if (pesticide && said == null || said != null && !PlainText.name(said, INGREDIENT_MAX)) {
            throw ProblemException.invalid(
                    "activeIngredient",
                    "ingredient-invalid",
                    "农药必填有效成分，限纯文本 · A pesticide names what is in it, as plain text");
        }
    }

    private static boolean poison(@Nullable Toxicity toxicity) {
        return toxicity == Toxicity.HIGH || toxicity == Toxicity.EXTREME;
    }

    private static Pattern pattern(InputKind kind) {
        return switch (kind) {
            case PESTICIDE -> PESTICIDE;
            case SEED -> SEED;
            case FERTILISER -> FERTILISER;
        };
    }

    private static String example(InputKind kind) {
        return switch (kind) {
            case PESTICIDE -> "PD20081234";
            case SEED -> "国审稻20200123";
            case FERTILISER -> "农肥(2018)准字12345号";
        };
    }
}
