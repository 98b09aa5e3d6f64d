package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;
import static io.jenkins.plugins.ackedge.adversary.ByEns.quick;
import static io.jenkins.plugins.ackedge.adversary.ByEns.slow;
import static io.jenkins.plugins.ackedge.adversary.EnsBodies.instances;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.carriedOut;
import static io.jenkins.plugins.ackedge.adversary.OrderStep.notCarriedOut;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists of machines in which an order whose answer was lost must be found, and nobody else's may be. */
final class EnsLooks {
    private static final Answer LOST = Answer.silence(Manner.hangsUp());
    private static final Answer ODD = refusal(400, "Whatever.New");
    private static final Answer FORBIDDEN = refusal(403, "Forbidden.RAM");
    private static final String LIST = "DescribeInstances";
    private static final String TAGS = "ListTagResources";

    private EnsLooks() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(found());
        all.addAll(notOurs());
        all.addAll(toTheEnd());
        return all;
    }

    private static List<Scenario> found() {
        List<Scenario> all = new ArrayList<>();
        for (int seconds : List.of(10, 65)) {
            for (Answer answer : List.of(LOST, ODD)) {
                String what = answer == LOST ? "in doubt" : "odd";
                Scenario late = quick(what + ", machines appear after " + seconds + " s: found, sent once", world -> {
                    world.ack.onOrder(carriedOut(answer).listedAfter(seconds));
                    ByEns.findsTheOrder(world);
                });
                all.add(late);
            }
        }
        for (MachineBook.Total total : MachineBook.Total.values()) {
            String name = total.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            Scenario page = inDoubt("machines on a later page, by name alone, total " + name, world -> {
                onALaterPage(world);
                world.ens().machines().totalIs(total);
                byNameAlone(world);
            });
            all.add(page);
        }
        all.add(inDoubt("machines by tag alone, which the list of machines does not show", world -> {
            world.ens().machines().tagsAreNotListedWithMachines();
            world.ens().machines().suffixIs(i -> "-renamed" + i);
        }));
        all.add(inDoubt("machines by tag alone, shown with the machines", world -> {
            world.ens().machines().suffixIs(i -> "-renamed" + i);
            world.ens().on(TAGS, FORBIDDEN);
        }));
        all.add(inDoubt("machines by name alone, without a suffix", world -> {
            world.ens().machines().suffixIs(i -> "");
            byNameAlone(world);
        }));
        all.add(inDoubt("pages that are smaller than asked for", world -> {
            onALaterPage(world);
            world.ens().machines().pagesOfAtMost(30);
            byNameAlone(world);
        }));
        all.add(inDoubt("a list that repeats its first page, and a list of tags", world -> {
            onALaterPage(world);
            world.ens().machines().everyPageIsTheFirst();
        }));
        all.add(inDoubt("a list of machines that is empty, and a list of tags", world -> {
            world.ack.whenOrdered(
                    () -> world.ens().before(TAGS, any -> world.ens().asUsual(LIST)));
            world.ens().onAfterOrder(LIST, instances("0", "[]"));
        }));
        all.add(inDoubt("lists that fail now and then", world -> {
            Answer rows = instances("0", "[]");
            world.ens().onAfterOrder(LIST, refusal(500, "InternalError"), rows);
            world.ens().onAfterOrder(TAGS, Answer.silence(Manner.reset()));
            int[] asked = {0};
            world.ack.whenOrdered(() -> world.ens().before(TAGS, any -> {
                if (++asked[0] == 2) {
                    world.ens().asUsual(LIST);
                    world.ens().asUsual(TAGS);
                }
            }));
        }));
        all.add(quick("in doubt, and its machines are said to be released: found, sent once, no success", world -> {
            world.ens().machines().statusIs(1, "Released");
            world.ens().machines().allJoinBut(1);
            world.ack.onOrder(carriedOut(LOST));
            world.run().exits(4).says("Found the order").says("i-ours1 released");
            world.assertOrders(1);
        }));
        return all;
    }

    private static List<Scenario> notOurs() {
        return List.of(
                nobodys(
                        "a longer id",
                        world -> other(world, world.ens().name().replace("-n", "0-n") + "001", Map.of())),
                nobodys(
                        "something in front of the name",
                        world -> other(world, "x" + world.ens().name() + "001", Map.of())),
                nobodys(
                        "something behind the name",
                        world -> other(world, world.ens().name() + "001-copy", Map.of())),
                nobodys(
                        "our name, but another order's tag",
                        world -> other(world, world.ens().name() + "001", Map.of(MachineBook.TAG, "0123456789abcdef"))),
                nobodys(
                        "our tag's value under another key",
                        world -> other(world, "web-1", Map.of("scaleout", id(world)))),
                nobodys(
                        "our id only within a tag's value",
                        world -> other(world, "web-1", Map.of(MachineBook.TAG, id(world) + "0"))),
                nobodys("another tag in the list of tags", world -> {
                    other(world, "web-1", Map.of());
                    world.ens()
                            .onAfterOrder(
                                    TAGS,
                                    json(
                                            200,
                                            "{\"TagResources\":[{\"ResourceId\":\"i-twin\",\"TagKey\":\"team\","
                                                    + "\"TagValue\":\"" + id(world) + "\"}]}"));
                }),
                quick("twins in name and tag beside ours: only ours are watched", world -> {
                    world.ack.whenOrdered(() -> {
                        other(world, world.ens().name() + "003", Map.of(MachineBook.TAG, "0123456789abcdef"));
                        world.ens().machines().add("i-twin2", "y" + world.ens().name() + "001", Map.of());
                    });
                    world.ack.onOrder(carriedOut(LOST));
                    ByEns.findsTheOrder(world);
                    world.run().neverSays("i-twin");
                }));
    }

    /** These last as long as a look, which is five minutes after odd words, and a quarter of an hour after none. */
    private static List<Scenario> toTheEnd() {
        List<Scenario> all = new ArrayList<>();
        all.add(slow("in doubt, and nothing ever appears: unknown, naming prefix, tag, region and time", world -> {
            world.ack.onOrder(notCarriedOut(LOST));
            ByEns.endsUnknown(world);
        }));
        all.add(slow("in doubt, and the lists are forbidden from then on: unknown, sent once", world -> {
            world.ack.onOrder(carriedOut(LOST));
            world.ens().onAfterOrder(LIST, FORBIDDEN);
            world.ens().onAfterOrder(TAGS, FORBIDDEN);
            ByEns.endsUnknown(world);
        }));
        all.add(slow("odd, and nothing appears: refused after a look of five minutes; may be ordered again", world -> {
            world.ack.onOrder(notCarriedOut(ODD));
            world.run().exits(3).says("checked: no machine of it appeared").tookAtLeast(290);
            world.assertOrders(1);
            world.runsAgainAndOrders();
        }));
        all.add(slow("odd, refused after a look, but machines appear later: the next run finds them", world -> {
            world.ack.onOrder(notCarriedOut(ODD));
            world.run().exits(3);
            Request order = world.ack.orders().get(0);
            world.ens().order(order, carriedOut(ODD));
            world.run().exits(0).says("i-ours1");
            world.assertOrders(1);
        }));
        all.add(blind("lists tell of machines and show none", world -> {
            world.ens().onAfterOrder(LIST, instances("2", "[]"));
            world.ens().onAfterOrder(TAGS, FORBIDDEN);
        }));
        all.add(blind("a list has no rows and no count", world -> {
            world.ens().onAfterOrder(LIST, json(200, "{\"Code\":0}"));
            world.ens().onAfterOrder(TAGS, FORBIDDEN);
        }));
        all.add(blind("a list repeats its first page", world -> {
            onALaterPage(world);
            world.ens().machines().everyPageIsTheFirst();
            byNameAlone(world);
        }));
        all.add(blind("a list never ends", world -> {
            int[] page = {0};
            world.ens().before(LIST, any -> world.ens().onAfterOrder(LIST, instances("null", rows(++page[0]))));
            world.ens().onAfterOrder(TAGS, FORBIDDEN);
        }));
        all.add(blind("the lists fail", world -> {
            world.ens().onAfterOrder(LIST, refusal(500, "InternalError"));
        }));
        all.add(blind("a machine is listed without an id", world -> {
            world.ens().onAfterOrder(LIST, instances("1", "[{\"InstanceName\":\"x\",\"Status\":\"Running\"}]"));
            world.ens().onAfterOrder(TAGS, FORBIDDEN);
        }));
        return all;
    }

    /** The order was carried out, and nobody can see its machines. */
    private static Scenario blind(String why, Scenario.Attack lists) {
        return slow("odd, and " + why + ": never called a refusal, unknown", world -> {
            world.ack.onOrder(carriedOut(ODD));
            lists.play(world);
            ByEns.endsUnknown(world);
        });
    }

    private static Scenario inDoubt(String where, Scenario.Attack lists) {
        return quick("in doubt, " + where + ": found, sent once", world -> {
            world.ack.onOrder(carriedOut(LOST));
            lists.play(world);
            ByEns.findsTheOrder(world);
        });
    }

    /** The order was not carried out, and somebody else has something similar. */
    private static Scenario nobodys(String what, Scenario.Attack others) {
        return quick("in doubt, and a machine of somebody else has " + what + ": never taken for ours", world -> {
            world.ack.onOrder(notCarriedOut(LOST));
            world.ack.whenOrdered(() -> {
                try {
                    others.play(world);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            ByEns.looksOn(world, 30);
        });
    }

    private static void other(World world, String name, Map<String, String> tags) {
        world.ens().machines().add("i-twin", name, tags).joins = java.util.Optional.of(java.time.Instant.now());
    }

    private static String id(World world) {
        return world.ens().name().replaceAll("jk-|-n", "");
    }

    private static void onALaterPage(World world) {
        world.ens().machines().newestLast();
        world.ens().machines().others(130);
    }

    private static void byNameAlone(World world) {
        world.ens().machines().tagsAreNotListedWithMachines();
        world.ens().on(TAGS, FORBIDDEN);
    }

    private static String rows(int page) {
        StringBuilder rows = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            rows.append(i == 0 ? "" : ",")
                    .append("{\"InstanceId\":\"i-p")
                    .append(page)
                    .append('x')
                    .append(i);
            rows.append("\",\"InstanceName\":\"web\",\"Status\":\"Running\"}");
        }
        return rows.append(']').toString();
    }
}
