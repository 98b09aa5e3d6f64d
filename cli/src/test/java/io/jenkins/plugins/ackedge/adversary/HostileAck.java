package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.running;
import static io.jenkins.plugins.ackedge.adversary.Bodies.succeeded;
import static io.jenkins.plugins.ackedge.adversary.Bodies.taskNotFound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An ACK on a raw server socket that is nobody's friend. It bills every complete order that it reads, also a repeated one
 * and also where it then answers with an error, writes down every request, and answers what a scenario tells it to.
 */
final class HostileAck implements AutoCloseable {
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Request> orders = new CopyOnWriteArrayList<>();
    private final List<String> bought = new CopyOnWriteArrayList<>();
    private final Map<String, Answers> pollsOfTasks = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(HostileAck::daemon);
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Duration skew;
    private final TaskBook tasks;
    private final HostileEns ens = new HostileEns();

    private volatile List<OrderStep> orderSteps = List.of(OrderStep.carriedOut(Bodies.accepted()));
    private volatile Answer[] polls = {running(), succeeded()};
    private volatile Optional<Answers> listBeforeOrder = Optional.empty();
    private volatile Optional<Answers> listAfterOrder = Optional.empty();
    private volatile Optional<Answers> secondPage = Optional.empty();
    private volatile Answer detail = Answer.json(
            200,
            "{\"cluster_id\":\"" + World.CLUSTER
                    + "\",\"name\":\"hostile\",\"cluster_type\":\"ManagedKubernetes\",\"profile\":\"Edge\","
                    + "\"state\":\"running\",\"region_id\":\"cn-beijing\",\"size\":1}");
    private volatile boolean dropsOrdersUnread;
    private volatile Runnable whenOrdered = () -> {};

    HostileAck(Duration skew) throws IOException {
        this.skew = skew;
        tasks = new TaskBook(skew);
        threads.execute(this::acceptConnections);
    }

    // ---- what it does -------------------------------------------------------------------------------------------

    /** One step for each order that comes; the last one stays. */
    void onOrder(OrderStep... steps) {
        orderSteps = List.of(steps);
    }

    /** Answers to GET /tasks/{id} of each known task, in this order; the last one stays. */
    void onPoll(Answer... answers) {
        polls = answers;
        pollsOfTasks.clear();
    }

    void onListBeforeOrder(Answer... answers) {
        listBeforeOrder = Optional.of(Answers.of(answers));
    }

    void onListAfterOrder(Answer... answers) {
        listAfterOrder = Optional.of(Answers.of(answers));
    }

    /** After the order, every page but the first is answered so. */
    void onSecondPageAfterOrder(Answer... answers) {
        secondPage = Optional.of(Answers.of(answers));
    }

    void onDetail(Answer answer) {
        detail = answer;
    }

    /** Reads the head of an order, then resets the connection: nothing was ordered, but the client cannot know. */
    void dropOrdersUnread() {
        dropsOrdersUnread = true;
    }

    /** Runs when an order has been billed, before its answer. */
    void whenOrdered(Runnable what) {
        whenOrdered = what;
    }

    TaskBook tasks() {
        return tasks;
    }

    HostileEns ens() {
        return ens;
    }

    // ---- what it saw --------------------------------------------------------------------------------------------

    String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    /** All complete orders: what the vendor puts on the bill. */
    List<Request> orders() {
        return orders;
    }

    /** The tasks of those orders that were carried out. */
    List<String> bought() {
        return bought;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    // ---- how it works -------------------------------------------------------------------------------------------

    private void acceptConnections() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException | java.util.concurrent.RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean open = true;
            while (open) {
                if (dropsOrdersUnread && startsWithPost(in)) {
                    Manner.reset().send(socket, new byte[0]);
                    return;
                }
                Optional<Request> request = Request.read(in, socket.getOutputStream());
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request.get());
                open = request.get().complete() && answer(socket, request.get());
            }
        } catch (IOException | UncheckedIOException e) {
            // The client has gone, as it may.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean startsWithPost(InputStream in) throws IOException {
        in.mark(1);
        boolean post = in.read() == 'P';
        in.reset();
        return post;
    }

    private boolean answer(Socket socket, Request request) throws IOException, InterruptedException {
        if (request.isOrder()) {
            return takeOrder(socket, request);
        }
        if (request.isTaskList()) {
            return send(socket, request, list(request), "");
        }
        if (request.isPoll()) {
            String id = request.path().substring("/tasks/".length());
            return send(socket, request, poll(id), id);
        }
        Optional<Answer> byEns = ens.answer(request, !orders.isEmpty());
        if (byEns.isPresent()) {
            return send(socket, request, byEns.get(), "");
        }
        boolean describes = request.method().equals("GET") && request.path().matches("/clusters/[^/]+");
        return send(socket, request, describes ? detail : Bodies.refusal(404, "InvalidApi.NotFound"), "");
    }

    private boolean takeOrder(Socket socket, Request request) throws IOException, InterruptedException {
        OrderStep step;
        String id;
        synchronized (orders) {
            step = orderSteps.get(Math.min(orders.size(), orderSteps.size() - 1));
            id = "T-ours" + (orders.size() + 1);
            Instant now = Instant.now();
            if (request.isAction("RunInstances")) {
                ens.order(request, step);
                if (step.carriedOut()) {
                    bought.add(id);
                }
            } else if (step.carriedOut()) {
                tasks.add(id, "cluster_scaleout", now, now.plusSeconds(step.listedAfterSeconds()));
                bought.add(id);
            }
            for (OrderStep.Intruder other : step.intruders()) {
                Instant created = now.plusSeconds(other.createdAfterSeconds());
                tasks.add(other.id(), other.type(), created, now.plusSeconds(other.listedAfterSeconds()));
            }
            orders.add(request);
        }
        whenOrdered.run();
        return send(socket, request, step.answer(), id);
    }

    private Answer list(Request request) {
        Optional<Answers> scripted = orders.isEmpty() ? listBeforeOrder : listAfterOrder;
        boolean first = request.query().getOrDefault("page_number", "1").equals("1")
                && !request.query().containsKey("next_token");
        if (!first && !orders.isEmpty() && secondPage.isPresent()) {
            scripted = secondPage;
        }
        return scripted.map(Answers::next).orElseGet(() -> Answer.json(200, tasks.page(request.query())));
    }

    private Answer poll(String id) {
        if (tasks.find(id).isEmpty()) {
            return taskNotFound();
        }
        return pollsOfTasks.computeIfAbsent(id, any -> Answers.of(polls)).next();
    }

    private boolean send(Socket socket, Request request, Answer answer, String task)
            throws IOException, InterruptedException {
        Instant created = tasks.find(task).map(TaskBook.Task::created).orElse(Instant.EPOCH);
        Map<String, String> words = new LinkedHashMap<>();
        words.put("task", task);
        words.put("created", TaskBook.time(created));
        words.put(
                "ordered",
                orders.isEmpty() ? "" : TaskBook.time(orders.get(0).at().plus(skew)));
        words.put("ids", ens.machines().quotedIds());
        words.put("name", ens.name());
        words.put("userdata", ens.userData());
        words.put("self", endpoint() + request.path());
        words.put("signature", request.signature());
        words.put("body", request.bodyText());
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(skew).atOffset(ZoneOffset.UTC));
        return answer.manner().send(socket, answer.bytes(words, date));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile ack");
        thread.setDaemon(true);
        return thread;
    }
}
