package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomAttr;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** What holds for every page of ours. */
public final class Pages {
    private Pages() {}

    public static String text(HtmlPage page) {
        return page.getElementById("main-panel").asNormalizedText();
    }

    /** The page as a browser gets it whose user reads Chinese. */
    public static HtmlPage inChinese(JenkinsRule.WebClient client, String path) throws Exception {
        WebRequest request = new WebRequest(new URL(client.getContextPath() + path));
        request.setAdditionalHeader("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        return inItsLanguage(() -> client.getPage(request));
    }

    /** As Jenkins answers: each request in its own language. */
    public static <T> T inItsLanguage(Callable<T> request) throws Exception {
        LocaleProvider before = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new OfTheRequest());
        try {
            return request.call();
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    /** As Jenkins does it (WebAppMain), and JenkinsRule does not. */
    private static final class OfTheRequest extends LocaleProvider {
        @Override
        public Locale get() {
            StaplerRequest2 request = Stapler.getCurrentRequest2();
            return request == null ? Locale.getDefault() : request.getLocale();
        }
    }

    /** Whether the main panel is free of what a strict content security policy forbids. */
    public static void assertNothingInline(HtmlPage page) {
        List<String> found = new ArrayList<>();
        for (DomNode node : page.getElementById("main-panel").getDescendants()) {
            if (node instanceof DomElement element) {
                boolean script = element.getTagName().equals("script")
                        && !element.hasAttribute("src")
                        && !element.getTextContent().isBlank();
                if (script || element.getTagName().equals("style")) {
                    found.add(element.asXml());
                }
                for (DomAttr attribute : element.getAttributesMap().values()) {
                    String name = attribute.getName().toLowerCase(Locale.ROOT);
                    if (name.equals("style")
                            || name.startsWith("on")
                            || attribute.getValue().startsWith("javascript:")) {
                        found.add(element.getTagName() + " " + name + "=" + attribute.getValue());
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** Whether tables have captions and headers, ids are unique, and headings follow each other. */
    public static void assertAccessible(HtmlPage page) {
        List<String> faults = new ArrayList<>();
        DomElement main = page.getElementById("main-panel");
        for (Object table : main.getByXPath(".//table")) {
            DomElement element = (DomElement) table;
            if (element.getByXPath("./caption[normalize-space()]").isEmpty()) {
                faults.add("a table without caption");
            }
            if (!element.getByXPath(".//th[not(@scope)]").isEmpty()
                    || element.getByXPath(".//thead//th").isEmpty()
                    || !element.getByXPath("./tbody/tr[not(th)]").isEmpty()) {
                faults.add("a table without headers: " + element.asNormalizedText());
            }
        }
        for (Object svg : main.getByXPath(".//*[local-name()='svg' and @role='img' and not(@aria-label)]")) {
            faults.add("a picture without words: " + svg);
        }
        List<String> ids = main.getByXPath(".//*[@id]").stream()
                .map(element -> ((DomElement) element).getId())
                .toList();
        ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).forEach(id -> faults.add("id twice: " + id));
        int level = 0;
        for (Object heading : main.getByXPath(".//h1|.//h2|.//h3|.//h4")) {
            int next = ((DomElement) heading).getTagName().charAt(1) - '0';
            if (next > level + 1) {
                faults.add("a heading of level " + next + " after one of level " + level);
            }
            level = next;
        }
        assertEquals(List.of(), faults);
    }
}
