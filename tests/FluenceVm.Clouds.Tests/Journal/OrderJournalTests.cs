using System.Diagnostics;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Journal;

public sealed class OrderJournalTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private readonly OrderJournal _journal = new(Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N")));

    public void Dispose()
    {
        if (Directory.Exists(_journal.Folder))
        {
            Directory.Delete(_journal.Folder, recursive: true);
        }
    }

    private static JournalEntry Entry(string key, string name = "web") =>
        JournalEntry.Intend(key, new Uri("https://api.fluence.example/"), EmulatedAccount.Order(name, 2), [Connections.Id(7)], Now);

    [Fact]
    public void An_entry_comes_back_as_it_was_written()
    {
        _journal.Write(Entry("nightly/№ 1: \"web\"\n"));
        var settled = Entry("nightly/№ 1: \"web\"\n").Settle(OrderState.Created, [Connections.Id(1)], "Only 1 of 2.", Now.AddMinutes(1));
        _journal.Write(settled);

        var read = _journal.Find(settled.Key)!;
        Assert.Equal(settled.ToString(), (read with { KnownIds = settled.KnownIds, VmIds = settled.VmIds, Constraints = settled.Constraints }).ToString());
        Assert.Equal(settled.KnownIds, read.KnownIds);
        Assert.Equal(settled.VmIds, read.VmIds);
        Assert.Equal("cpu-2-ram-4gb-storage-25gb", read.Constraints!.BasicConfiguration);
        var order = Assert.Single(_journal.List());
        Assert.Equal((settled.Key, OrderState.Created, "web", 2, Now, "Only 1 of 2."), (order.Key, order.State, order.Name, order.Count, order.CreatedAt, order.Message));
        Assert.Equal([Connections.Id(1)], order.VmIds);
        Assert.Null(_journal.Find("nightly"));
    }

    [Fact]
    public void A_journal_that_was_never_written_is_empty()
    {
        Assert.Empty(_journal.List());
        Assert.Null(_journal.Find("k"));
        Assert.False(Directory.Exists(_journal.Folder));
    }

    [Fact]
    public void Files_hold_no_user_data_and_no_key_text()
    {
        _journal.Write(JournalEntry.Intend("k", new Uri("https://api.fluence.example/"), new VmOrder { Name = "web", UserData = "password: hunter2", SshKeys = [SshKeys.Ed25519] }, [], Now));

        var text = File.ReadAllText(Assert.Single(Directory.GetFiles(_journal.Folder, "*.json")));
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAAC3", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Only_the_user_may_look_inside()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps the user's folders closed by itself.");
        _journal.Write(Entry("k"));
        using (_journal.Lock("k"))
        {
        }
#pragma warning disable CA1416 // Skipped there.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_journal.Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_journal.Folder))));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Path.Combine(_journal.Folder, "locks")))));
#pragma warning restore CA1416
    }

    [SkippableFact]
    public void What_stood_open_to_others_is_closed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows keeps the user's folders closed by itself.");
        _journal.Write(Entry("k"));
        using (_journal.Lock("k"))
        {
        }
        const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
        var file = Assert.Single(Directory.GetFiles(_journal.Folder));
        var locks = Path.Combine(_journal.Folder, "locks");
        File.WriteAllText(file + ".new", "left behind");
        string[] all = [_journal.Folder, locks, file, file + ".new", .. Directory.GetFiles(locks)];
#pragma warning disable CA1416 // Skipped there.
        Array.ForEach(all, path => File.SetUnixFileMode(path, Everything));
        using var spy = File.OpenRead(file + ".new");

        using (_journal.Lock("k"))
        {
            _journal.Write(Entry("k"));
        }

        foreach (var path in all.Where(Path.Exists))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & (UnixFileMode)0b000_111_111);
        }
#pragma warning restore CA1416
        Assert.Equal("left behind", new StreamReader(spy).ReadToEnd());
    }

    [SkippableFact]
    public void A_link_that_somebody_laid_is_not_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        _journal.Write(Entry("k"));
        var file = Assert.Single(Directory.GetFiles(_journal.Folder));
        var other = Path.Combine(_journal.Folder, "precious");
        File.WriteAllText(other, "precious");
        File.CreateSymbolicLink(file + ".new", other);
        File.Delete(file);
        File.CreateSymbolicLink(file, other);

        _journal.Write(Entry("k"));

        Assert.Equal("precious", File.ReadAllText(other));
        Assert.Null(new FileInfo(file).LinkTarget);
        Assert.Equal("k", Assert.Single(_journal.List()).Key);
    }

    [SkippableFact]
    public void A_folder_that_is_somebody_elses_is_an_error_that_says_what_to_do()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The folder is one of Linux.");
        var journal = new OrderJournal("/proc/self");
        var exception = Assert.Throws<IOException>(() => journal.Write(Entry("k")));
        Assert.Contains("/proc/self can't be closed to other users", exception.Message, StringComparison.Ordinal);
        Assert.Contains("FLUENCEVM_HOME", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        _journal.Write(Entry("k"));
        var path = Assert.Single(Directory.GetFiles(_journal.Folder, "*.json"));
        File.WriteAllText(path, File.ReadAllText(path)[..20]);

        var exception = Assert.Throws<InvalidDataException>(() => _journal.List());
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_that_a_crash_left_behind_does_no_harm()
    {
        _journal.Write(Entry("k"));
        var path = Assert.Single(Directory.GetFiles(_journal.Folder, "*.json"));
        File.WriteAllText(path + ".new", "{\"key\":");

        Assert.Equal("k", Assert.Single(_journal.List()).Key);
        _journal.Write(Entry("k").Settle(OrderState.NotCreated, [], null, Now));
        Assert.Equal(OrderState.NotCreated, Assert.Single(_journal.List()).State);
    }

    [Fact]
    public void Namesakes_are_orders_of_the_same_name_at_the_same_service()
    {
        _journal.Write(Entry("a"));
        _journal.Write(Entry("b"));
        _journal.Write(Entry("c", "web-2"));
        _journal.Write(Entry("d") with { Endpoint = new Uri("https://other.example/") });

        Assert.Equal(["b"], _journal.Namesakes(Entry("a")).Select(entry => entry.Key));
    }

    [Fact]
    public void A_lock_keeps_others_out_until_it_is_released()
    {
        using (_journal.Lock("k"))
        {
            var exception = Assert.Throws<OrderConflictException>(() => new OrderJournal(_journal.Folder).Lock("k"));
            Assert.Contains("by another command right now", exception.Message, StringComparison.Ordinal);
            using var other = _journal.Lock("other");
        }
        using var again = _journal.Lock("k");
    }

    [SkippableFact]
    public void A_lock_keeps_another_process_out_until_its_owner_dies()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "Needs Linux with flock, to stand for another process.");
        using (_journal.Lock("k"))
        {
        }
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_journal.Folder, "locks")));
        using var owner = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--close", file, "--command", "echo locked; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("locked", owner.StandardOutput.ReadLine());
        Assert.Throws<OrderConflictException>(() => _journal.Lock("k"));

        owner.Kill(entireProcessTree: true);
        owner.WaitForExit();
        using var mine = _journal.Lock("k");
    }

    [Fact]
    public async Task Many_writers_and_readers_at_once_never_see_half_a_file()
    {
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            var journal = new OrderJournal(_journal.Folder);
            for (var i = 0; i < 50; i++)
            {
                journal.Write(Entry($"k{writer}").Settle(OrderState.Unknown, [.. Enumerable.Range(0, i * 20).Select(Connections.Id)], null, Now));
            }
        })).ToArray();
        var reads = 0;
        while (!Task.WhenAll(writers).IsCompleted)
        {
            Assert.All(_journal.List(), order => Assert.StartsWith("k", order.Key, StringComparison.Ordinal));
            reads++;
            await Task.Yield();
        }
        await Task.WhenAll(writers);
        Assert.True(reads > 0);
        Assert.Equal(4, _journal.List().Count);
    }

    [Fact]
    public void The_folder_follows_the_environment()
    {
        var before = Environment.GetEnvironmentVariable(OrderJournal.HomeVariable);
        try
        {
            Environment.SetEnvironmentVariable(OrderJournal.HomeVariable, "/somewhere/else");
            Assert.Equal(Path.Combine("/somewhere/else", "orders"), new OrderJournal().Folder);
            Environment.SetEnvironmentVariable(OrderJournal.HomeVariable, null);
            Assert.EndsWith(Path.Combine("FluenceVm", "orders"), new OrderJournal().Folder, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(OrderJournal.HomeVariable, before);
        }
    }
}
