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
    [InlineData("fluencevm-emulator-state 1 sha256:\n{}")]
    [InlineData("fluencevm-emulator-state 2 sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}")]
    [InlineData("fluencevm-emulator-state 1 sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n{}")]
    public void A_file_that_is_no_state_is_refused_with_a_reason_and_left_as_it_is(string text)
    {
        File.WriteAllText(_path, text);

        var error = Assert.Throws<InvalidDataException>(Start);

        Assert.Matches($"^The state file .*state.json can't be used: .+. It was left as it is; move it away to start afresh.$", error.Message);
        Assert.Equal(text, File.ReadAllText(_path));
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
            Assert.Contains(id, await File.ReadAllTextAsync(_path), StringComparison.Ordinal);
        }
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

    [Fact]
    public async Task A_change_that_cannot_be_kept_is_not_acknowledged()
    {
        using var emulator = Start();
        using var client = new EmulatorClient(emulator);
        Directory.CreateDirectory(_path + ".new");

        var response = await client.Post("vms/v3", EmulatorClient.OrderBody());

        Assert.Equal(500, response.Status);
        Assert.StartsWith("The emulator has failed: ", response.Error, StringComparison.Ordinal);
        Directory.Delete(_path + ".new");
        await client.Order();
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

    private VmEmulator Start() => new(new VmEmulatorOptions { StatePath = _path });

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
