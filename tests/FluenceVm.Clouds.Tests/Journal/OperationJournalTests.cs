using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Journal;

public sealed class OperationJournalTests : IDisposable
{
    private static readonly OperationStep Create = new() { Name = "create" };
    private readonly JournalFolder _folder = new();

    private OperationJournal Mine => _folder.Of(JournalFolder.Mine);

    public void Dispose() => _folder.Dispose();

    private OperationRun Begin(string key = "k", string asked = "web") => Mine.Begin(OperationKind.Order, key, asked);

    private void PlaceDone(string key, params string[] ids)
    {
        using var run = Begin(key);
        run.Plan("{}", Create);
        run.Sending("create");
        run.Done("create", ids);
    }

    [Fact]
    public void What_was_begun_and_never_planned_leaves_no_operation()
    {
        using (Begin())
        {
        }

        Assert.Empty(_folder.Files());
        Assert.Empty(Mine.All());
        Assert.Null(Mine.Find(OperationKind.Order, "k"));
    }

    [Fact]
    public void A_journal_that_is_only_read_makes_no_folder()
    {
        Assert.Empty(Mine.All());
        Assert.Empty(_folder.Home.All());
        Assert.Null(Mine.FindEarlier(OperationKind.Order, "k", "web"));
        Assert.False(Directory.Exists(_folder.Path));
    }

    [Fact]
    public void An_operation_comes_back_as_it_was_written()
    {
        var begun = _folder.Time.GetUtcNow();
        using (var run = Begin("nightly/№ 1: \"web\"\n", "web\ncount=2"))
        {
            run.Plan("""{"image":"ubuntu"}""", Create with { Mark = "m", Target = "t" }, new OperationStep { Name = "provision" });
            _folder.Time.Advance(TimeSpan.FromMinutes(1));
            run.Sending("create");
            run.Done("create", ["vm-1", "vm-2"], "fine");
        }

        var read = Mine.Find(OperationKind.Order, "nightly/№ 1: \"web\"\n")!;
        Assert.Equal(("web\ncount=2", """{"image":"ubuntu"}""", begun), (read.Asked, read.Plan, read.CreatedAt));
        Assert.Equal(JournalFolder.Mine, read.Account);
        Assert.Equal(
            [("create", "m", StepOutcome.Done, begun.AddMinutes(1)), ("provision", null, StepOutcome.Pending, null)],
            read.Steps.Select(step => (step.Name, step.Mark, step.Outcome, step.SentAt)));
        Assert.Equal(["vm-1", "vm-2"], read.Ids);
        Assert.Null(Mine.Find(OperationKind.Order, "nightly"));
        Assert.Null(Mine.Find(OperationKind.Removal, read.Key));
    }

    [Fact]
    public void The_same_words_go_on_and_other_words_are_a_conflict()
    {
        PlaceDone("k", "vm-1");

        using (var again = Begin())
        {
            Assert.Equal(["vm-1"], again.Operation.Ids);
        }
        var conflict = Assert.Throws<OrderConflictException>(() => Begin("k", "db"));
        Assert.Contains("'k'", conflict.Message, StringComparison.Ordinal);
        Assert.Equal("vm-1", Assert.Single(Mine.All()).Ids.Single());
    }

    [Fact]
    public void What_came_to_nothing_frees_its_key()
    {
        using (var run = Begin())
        {
            run.Plan("{}", Create);
            run.Sending("create");
            run.Refused("create", "no balance");
        }

        using var other = Begin("k", "db");
        Assert.Empty(other.Operation.Steps);
        Assert.Equal("db", other.Operation.Asked);
    }

    [Fact]
    public void Another_account_never_finds_it()
    {
        PlaceDone("k", "vm-1");
        var before = _folder.Files().Select(File.ReadAllText).ToArray();
        var theirs = _folder.Of(JournalFolder.Theirs);

        Assert.Empty(theirs.All());
        Assert.Null(theirs.Find(OperationKind.Order, "k"));
        Assert.Null(theirs.Reopen(OperationKind.Order, "k"));
        using (var run = theirs.Begin(OperationKind.Order, "k", "db"))
        {
            run.Plan("{}", Create);
        }

        Assert.Equal(before[0], File.ReadAllText(_folder.Files().Single(path => before.Contains(File.ReadAllText(path)))));
        Assert.Equal(2, _folder.Home.All().Count);
    }

    [Theory]
    [InlineData("https://gw.example/fluence", "https://GW.example:443/fluence/")]
    [InlineData("http://127.0.0.1:8080", "http://localhost:8080/")]
    [InlineData("http://[::1]:8080/", "http://LOCALHOST:8080")]
    [InlineData("https://gw.example", "https://gw.example//")]
    public void One_service_has_one_spelling(string one, string other)
    {
        Assert.Equal(new Account(new Uri(one), "a"), new Account(new Uri(other), "a"));
        Assert.EndsWith("/", new Account(new Uri(one), "a").Endpoint.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://gw.example/a", "https://gw.example/b")]
    [InlineData("https://gw.example", "http://gw.example")]
    [InlineData("https://gw.example", "https://gw.example:444")]
    public void Other_services_stay_others(string one, string other) =>
        Assert.NotEqual(new Account(new Uri(one), "a"), new Account(new Uri(other), "a"));

    [Fact]
    public void An_accounts_id_gives_no_secret_away()
    {
        var id = Account.IdOf("key-of-nobody-1234");

        Assert.Matches("^[0-9a-f]{16}$", id);
        Assert.NotEqual(id, Account.IdOf("key-of-nobody-1235"));
    }

    [Fact]
    public void An_operation_in_flight_is_nobody_elses()
    {
        using var run = Begin();
        run.Plan("{}", Create);

        var busy = Assert.Throws<OrderConflictException>(() => Begin());
        Assert.Contains("right now", busy.Message, StringComparison.Ordinal);
        Assert.Throws<OrderConflictException>(() => Mine.Reopen(OperationKind.Order, "k"));
    }

    [SkippableFact]
    public void On_a_share_without_locks_the_last_holder_has_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows locks by itself, on shares too.");
        using var first = Begin();
        first.Plan("{}", Create);
        // A removed lock file is locked by nobody, as on a share that grants every lock.
        var locks = Directory.GetDirectories(_folder.Path, "locks", SearchOption.AllDirectories).Single();
        Array.ForEach(Directory.GetFiles(locks, "order-k-*"), File.Delete);
        using var second = Begin();

        Assert.Throws<OrderConflictException>(() => first.Sending("create"));
        second.Sending("create");
        Assert.Equal(StepOutcome.Sent, Mine.Find(OperationKind.Order, "k")!.Step("create").Outcome);
    }

    [Fact]
    public void A_sent_step_is_not_sent_again_unless_the_service_knows_its_mark()
    {
        using var run = Begin();
        run.Plan("{}", Create);
        run.Sending("create");
        run.Unknown("create", "lost");

        Assert.Throws<InvalidOperationException>(() => run.Sending("create"));
        Assert.Throws<InvalidOperationException>(() => run.Plan("{}", Create));
        run.Sending("create", again: true);
        Assert.True(run.Operation.Step("create").MayHaveRunBefore);
    }

    [Fact]
    public async Task A_refusal_after_an_unknown_attempt_proves_nothing()
    {
        using var run = Begin();
        run.Plan("{}", Create);
        await Assert.ThrowsAsync<TimeoutException>(() => Send(run, new TimeoutException()));
        await Assert.ThrowsAsync<FluenceApiException>(() => Send(run, Answer(422)));

        Assert.Equal(StepOutcome.Unknown, run.Operation.Step("create").Outcome);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, true)]
    [InlineData(409, true)]
    [InlineData(422, true)]
    [InlineData(429, true)]
    [InlineData(402, false)]
    [InlineData(408, false)]
    [InlineData(425, false)]
    [InlineData(499, false)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    [InlineData(504, false)]
    public async Task Only_the_services_own_refusal_is_certain(int status, bool certain)
    {
        using var run = Begin();
        run.Plan("{}", Create);
        await Assert.ThrowsAsync<FluenceApiException>(() => Send(run, Answer(status)));

        Assert.Equal(certain ? StepOutcome.Refused : StepOutcome.Unknown, run.Operation.Step("create").Outcome);
        Assert.False(Certainty.IsRefusal(new FluenceApiException(status, "<html>", "POST", "/vms/v3")));
    }

    [Fact]
    public async Task A_stop_while_a_step_is_under_way_leaves_it_unknown_and_one_before_sends_nothing()
    {
        using var stopped = new CancellationTokenSource();
        using var run = Begin();
        run.Plan("{}", Create, Create with { Name = "next" });
        Task<string> StopHalfway(CancellationToken token)
        {
            stopped.Cancel();
            throw new OperationCanceledException(token);
        }

        await Assert.ThrowsAsync<OperationCanceledException>(() => run.SendAsync("create", StopHalfway, id => [id], stopped.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() => run.SendAsync("next", StopHalfway, id => [id], stopped.Token));

        Assert.Equal([StepOutcome.Unknown, StepOutcome.Pending], run.Operation.Steps.Select(step => step.Outcome));
    }

    [Fact]
    public async Task Nothing_is_sent_if_it_cannot_be_written_down_before()
    {
        using var run = Begin();
        run.Plan("{}", Create);
        using var obstacle = new Obstacle(_folder.Files()[0]);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            run.SendAsync<string>("create", _ => throw new Xunit.Sdk.XunitException("sent"), id => [id], default));

        Assert.Equal(StepOutcome.Pending, Mine.Find(OperationKind.Order, "k")!.Step("create").Outcome);
    }

    [Fact]
    public async Task Ids_that_cannot_be_written_down_are_in_the_error()
    {
        using var run = Begin();
        run.Plan("{}", Create);
        Obstacle? obstacle = null;
        Task<string> Send(CancellationToken token)
        {
            obstacle = new Obstacle(_folder.Files()[0]);
            return Task.FromResult("vm-77");
        }

        var error = await Assert.ThrowsAsync<NotRecordedException>(() => run.SendAsync("create", Send, id => [id], default));
        obstacle!.Dispose();

        Assert.Contains("vm-77", error.Message, StringComparison.Ordinal);
        Assert.Equal(StepOutcome.Sent, Mine.Find(OperationKind.Order, "k")!.Step("create").Outcome);
    }

    [Fact]
    public void A_damaged_file_is_an_error_that_names_it()
    {
        PlaceDone("k", "vm-1");
        var path = Assert.Single(_folder.Files());
        File.WriteAllText(path, "{\"key\":");

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Mine.All()).Message, StringComparison.Ordinal);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Begin()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused_and_kept()
    {
        PlaceDone("k", "vm-1");
        var path = Assert.Single(_folder.Files());
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schemaVersion\": 2", "\"schemaVersion\": 3", StringComparison.Ordinal));

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Begin()).Message, StringComparison.Ordinal);
        Assert.Contains("vm-1", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_finished_operations_go_with_their_locks_and_open_ones_stay()
    {
        PlaceDone("old", "vm-1");
        using (var open = Begin("open"))
        {
            open.Plan("{}", Create);
            open.Sending("create");
        }
        _folder.Time.Advance(TimeSpan.FromDays(29));
        PlaceDone("young", "vm-2");
        Array.ForEach(_folder.Files(), path => File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        _folder.Time.Advance(TimeSpan.FromDays(2));

        using (Begin("another"))
        {
        }

        Assert.Equal(["open", "young"], Mine.All().Select(operation => operation.Key));
        Assert.DoesNotContain(
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories),
            path => Path.GetFileName(path).StartsWith("order-old", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Created", true)]
    [InlineData("Unknown", true)]
    [InlineData("NotCreated", false)]
    public void An_order_of_version_0_1_0_is_in_the_way_until_the_user_decides(string state, bool inTheWay)
    {
        var orders = Path.Combine(_folder.Path, "orders");
        Directory.CreateDirectory(orders);
        var path = Path.Combine(orders, "web.0123.json");
        File.WriteAllText(path, $$"""
            {
              "key": "k", "endpoint": "https://api.fluence.example", "name": "web", "count": 2,
              "state": "{{state}}", "vmIds": ["vm-1"], "createdAt": "2026-01-01T00:00:00+00:00"
            }
            """);

        Assert.Equal(("k", "web", 2), _folder.Home.FirstVersion().Select(order => (order.Key, order.Name, order.Count)).Single());
        if (inTheWay)
        {
            Assert.Contains(path, Assert.Throws<OrderConflictException>(() => Begin()).Message, StringComparison.Ordinal);
            File.Delete(path);
        }
        using var run = Begin();
        Assert.Empty(run.Operation.Steps);
    }

    [Theory]
    [InlineData("journals")]
    [InlineData("./journals")]
    public void A_relative_home_is_refused(string home)
    {
        var before = Environment.GetEnvironmentVariable(JournalHome.Variable);
        Environment.SetEnvironmentVariable(JournalHome.Variable, home);
        try
        {
            Assert.Contains(home, Assert.Throws<ArgumentException>(() => new JournalHome()).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(JournalHome.Variable, before);
        }
    }

    [Fact]
    public async Task Only_one_judges_an_account_at_a_time()
    {
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Mine.DecideAsync(
            _ =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                Thread.Yield();
                Interlocked.Decrement(ref inside);
            },
            default))));
    }

    [SkippableFact]
    public void Only_the_user_may_look_inside()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps the user's folders closed by itself.");
        PlaceDone("k", "vm-1");
#pragma warning disable CA1416 // Skipped there.
        foreach (var entry in Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Append(_folder.Path))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(entry) & (UnixFileMode)0b000_111_111);
        }
#pragma warning restore CA1416
    }

    private static Task<string> Send(OperationRun run, Exception failure) =>
        run.SendAsync<string>("create", _ => throw failure, id => [id], default, again: true);

    private static FluenceApiException Answer(int status) => new(status, "no", "POST", "/vms/v3") { IsServicesOwn = true };

    /// <summary>Keeps a file of the journal from being written, as a full disk does.</summary>
    private sealed class Obstacle : IDisposable
    {
        private readonly string _path;

        public Obstacle(string file) => Directory.CreateDirectory(_path = file + ".new");

        public void Dispose() => Directory.Delete(_path);
    }
}
