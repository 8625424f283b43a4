using System.Security.Cryptography;
using System.Text;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Store;

public sealed class FileStateStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public FileStateStoreTests() => _path = _folder.File("state.json");

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("{}")]
    [InlineData("fluencevm-emulator-state 2 sha256:\n{}")]
    [InlineData("fluencevm-emulator-state 3 sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}")]
    [InlineData("fluencevm-emulator-state 2 sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}")]
    public void A_file_that_is_no_state_is_refused_with_a_reason_and_left_as_it_is(string text)
    {
        File.WriteAllText(_path, text);

        var error = Assert.Throws<InvalidDataException>(Start);

        Assert.Matches(
            $"^The state file .*state.json can't be used: .+. It was left as it is; move it away to start afresh.$",
            error.Message);
        Assert.Equal(text, File.ReadAllText(_path));
    }

    [Fact]
    public void A_whole_file_of_the_first_version_is_refused_with_its_reason_and_left_untouched()
    {
        const string Body = """{"step":90,"fluence":{"number":9,"vms":[]}}""";
        var text = $"fluencevm-emulator-state 1 sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body)))}\n{Body}";
        File.WriteAllText(_path, text);
        var written = File.GetLastWriteTimeUtc(_path);

        var error = Assert.Throws<InvalidDataException>(Start);

        Assert.Contains("it is of format 1, and this version of the emulator reads format 2", error.Message, StringComparison.Ordinal);
        Assert.Equal((text, written), (File.ReadAllText(_path), File.GetLastWriteTimeUtc(_path)));
        Assert.Equal([_path], Directory.GetFiles(Path.GetDirectoryName(_path)!).Where(file => !file.EndsWith(".lock", default)));
    }

    [Fact]
    public void A_file_that_is_damaged_anywhere_is_refused_and_left_as_it_is()
    {
        Start().Dispose();
        var whole = File.ReadAllBytes(_path);
        var random = new Random(7);
        foreach (var damaged in Enumerable.Range(0, 100).Select(_ => Damage(whole, random)))
        {
            File.WriteAllBytes(_path, damaged);
            Assert.Throws<InvalidDataException>(Start);
            Assert.Equal(damaged, File.ReadAllBytes(_path));
        }

        File.WriteAllBytes(_path, whole);
        Start().Dispose();
    }

    [Fact]
    public void A_second_emulator_on_the_same_file_is_refused_until_the_first_has_ended()
    {
        using (Start())
        {
            var error = Assert.Throws<IOException>(Start);
            Assert.Contains("Another emulator uses the state file", error.Message, StringComparison.Ordinal);
        }

        Start().Dispose();
    }

    [Fact]
    public void A_refused_file_is_not_held()
    {
        File.WriteAllText(_path, "{}");
        Assert.Throws<InvalidDataException>(Start);
        File.Delete(_path);

        Start().Dispose();
    }

    [Fact]
    public async Task What_a_crash_left_half_written_beside_the_file_is_ignored()
    {
        using (var emulator = Start())
        {
            using var client = new EmulatorClient(emulator);
            await client.Order(name: "kept");
        }
        File.WriteAllText(_path + ".new", "fluencevm-emulator-state 1 sha256:12");

        using var next = Start();
        using var again = new EmulatorClient(next);

        Assert.NotNull(await again.Vm("kept"));
    }

    [Fact]
    public async Task A_change_is_on_the_disk_before_it_is_acknowledged()
    {
        using var emulator = Start();
        using var client = new EmulatorClient(emulator);
        for (var i = 0; i < 20; i++)
        {
            var id = Assert.Single(await client.Order());
            Assert.Contains(id, await ListedAfterACrash());
        }
    }

    [Fact]
    public async Task A_file_with_changes_is_refused_if_one_of_them_is_damaged_and_read_without_the_last_if_that_is_half_written()
    {
        using var emulator = Start();
        using var client = new EmulatorClient(emulator);
        await client.Order(name: "first");
        await client.Order(name: "last");
        var whole = await File.ReadAllTextAsync(_path);

        var lines = whole.Split('\n');
        lines[2] = lines[2].Replace("CreateVm", "createVm", StringComparison.Ordinal).Replace("body", "bodY", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Copy, string.Join('\n', lines));
        Assert.Contains(
            "the checksum of a change is wrong",
            Assert.Throws<InvalidDataException>(() => Start(Copy)).Message,
            StringComparison.Ordinal);
        await File.WriteAllTextAsync(Copy, whole[..^10]);
        using var next = Start(Copy);
        using var again = new EmulatorClient(next);
        Assert.DoesNotContain(await again.Vms(), vm => (string?)vm["vmName"] == "last");
        Assert.NotNull(await again.Vm("first"));
    }

    [Fact]
    public async Task The_file_does_not_grow_without_end_and_a_clean_end_leaves_the_state_alone()
    {
        var body = EmulatorClient.OrderBody() + new string(' ', 100_000);
        using (var emulator = Start())
        {
            using var client = new EmulatorClient(emulator);
            for (var i = 0; i < 40; i++)
            {
                Assert.Equal(200, (await client.Post("vms/v3", body)).Status);
                Assert.InRange(new FileInfo(_path).Length, 1, 2_000_000);
            }
        }

        Assert.Equal(2, (await File.ReadAllLinesAsync(_path)).Length);
    }

    [Fact]
    public void A_file_of_the_first_format_is_refused_with_the_reason_and_left_as_it_is()
    {
        const string First = "fluencevm-emulator-state 1 sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}";
        File.WriteAllText(_path, First);

        var error = Assert.Throws<InvalidDataException>(Start);

        Assert.Contains("it is of format 1, and this version of the emulator reads format 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(First, File.ReadAllText(_path));
    }

    [Fact]
    public async Task No_key_that_was_refused_comes_into_the_file()
    {
        using var emulator = Start();
        using var stranger = new EmulatorClient(emulator, "a-real-key-by-mistake");
        using var client = new EmulatorClient(emulator);
        client.Headers.TryAddWithoutValidation("X-Other", "a-real-key-by-mistake");

        Assert.Equal(403, (await stranger.Post("vms/v3", EmulatorClient.OrderBody())).Status);
        await client.Order();

        Assert.DoesNotContain("a-real-key", await File.ReadAllTextAsync(_path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_clients_at_once_lose_nothing()
    {
        List<string> ids;
        using (var emulator = Start())
        {
            using var client = new EmulatorClient(emulator);
            var orders = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => client.Order())));
            ids = [.. orders.SelectMany(each => each)];
        }

        using var next = Start();
        using var again = new EmulatorClient(next);

        Assert.Equal(200, ids.Distinct().Count());
        Assert.Superset(ids.ToHashSet(), (await again.Vms()).Select(vm => (string)vm["id"]!).ToHashSet());
    }

    [SkippableFact]
    public void Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new SkipException("Windows has no permission bits; the profile's folder protects the file there.");
        }
        Start().Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path + ".lock"));
    }

    [SkippableFact]
    public void What_stood_open_to_others_is_closed()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new SkipException("Windows has no permission bits; the profile's folder protects the file there.");
        }
        Start().Dispose();
        File.WriteAllText(_path + ".new", "left behind");
        string[] files = [_path, _path + ".new", _path + ".lock"];
        foreach (var file in files)
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b110_110_110);
        }
        using var spy = File.OpenRead(_path + ".new");

        Start().Dispose();

        foreach (var file in files.Where(File.Exists))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        Assert.Equal("left behind", new StreamReader(spy).ReadToEnd());
    }

    [SkippableFact]
    public void A_link_that_somebody_laid_is_not_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var other = _folder.File("precious");
        File.WriteAllText(other, "precious");
        File.CreateSymbolicLink(_path + ".new", other);

        Start().Dispose();

        Assert.Equal("precious", File.ReadAllText(other));
        Assert.Null(new FileInfo(_path).LinkTarget);
    }

    [SkippableFact]
    public void A_lock_that_is_a_link_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var other = _folder.File("elsewhere");
        File.CreateSymbolicLink(_path + ".lock", other);

        var error = Assert.Throws<InvalidDataException>(Start);

        Assert.Contains("state.json.lock is a link", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(other));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_so() =>
        Assert.ThrowsAny<IOException>(() => new VmEmulator(new VmEmulatorOptions { StatePath = _folder.File("missing/state.json") }));

    public void Dispose() => _folder.Dispose();

    private string Copy => _folder.File("copy.json");

    private VmEmulator Start() => Start(_path);

    private static VmEmulator Start(string path) => new(new VmEmulatorOptions { StatePath = path });

    /// <summary>The ids that an emulator lists that starts from what is on the disk right now.</summary>
    private async Task<IReadOnlyList<string>> ListedAfterACrash()
    {
        File.Copy(_path, Copy, overwrite: true);
        using var next = Start(Copy);
        using var client = new EmulatorClient(next);
        return [.. (await client.Vms()).Select(vm => (string)vm["id"]!)];
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        if (random.Next(2) == 0)
        {
            return whole[..random.Next(whole.Length)];
        }
        var damaged = whole.ToArray();
        damaged[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }
}
