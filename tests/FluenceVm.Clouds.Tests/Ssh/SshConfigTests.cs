using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FluenceVm.Clouds.Programs;
using FluenceVm.Clouds.Ssh;

namespace FluenceVm.Clouds.Tests.Ssh;

/// <summary>What is written for OpenSSH, read by OpenSSH: through one machine to another, at a real sshd where there is one.</summary>
public sealed class SshConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fluencevm tests ").FullName;
    // ssh hands this path on to a second ssh without quotation marks, so it has no blank.
    private readonly string _own = Path.Combine(Path.GetTempPath(), $"fluencevm-{Guid.NewGuid():N}");
    private Process? _sshd;

    [SkippableFact]
    public async Task A_machine_without_a_public_address_is_reached_through_another()
    {
        var port = await StartSshdAsync();
        var entries = Entries(port);
        var config = Path.Combine(_folder, "config");
        SshFolder.Write(config, SshConfigText.ForSsh(entries, Path.Combine(_folder, "known_hosts")));
        // As a user's own file includes it. A jump host is logged in to by a second ssh, which reads the same file.
        await File.WriteAllTextAsync(_own, $"Include \"{config}\"");
        string[] arguments = ["-F", _own, "-o", "BatchMode=yes", "inner", "echo $SSH_CONNECTION"];
        await ReachesInnerAsync("ssh", arguments, port);
    }

    [SkippableFact]
    public async Task Ansible_reaches_it_by_the_arguments_of_its_inventory()
    {
        var port = await StartSshdAsync();
        var text = SshConfigText.ForAnsible(Entries(port), Path.Combine(_folder, "known_hosts"));
        const string name = "ansible_ssh_common_args: \"";
        var line = text[(text.LastIndexOf(name, StringComparison.Ordinal) + name.Length)..].Split('\n')[0].TrimEnd('"');
        var common = line.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
        var command = $"ssh {common} -n -o BatchMode=yes -p {port} -i '{_folder}/client' -l {Environment.UserName} 127.0.0.2 "
            + "'echo $SSH_CONNECTION'";
        await ReachesInnerAsync("sh", ["-c", command], port);
    }

    private async Task ReachesInnerAsync(string program, string[] arguments, int port)
    {
        var run = await ProgramRun.RunAsync(program, arguments, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.EndsWith($"127.0.0.2 {port}", run.Output.Trim(), StringComparison.Ordinal);
        var known = await File.ReadAllTextAsync(Path.Combine(_folder, "known_hosts"));
        Assert.Contains("alias-jump ssh-ed25519", known, StringComparison.Ordinal);
        Assert.Contains("alias-inner ssh-ed25519", known, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0", known, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_somebody_else_is_left_as_it_is()
    {
        var path = Path.Combine(_folder, "theirs");
        File.WriteAllText(path, "Host mine");
        Assert.Throws<InvalidOperationException>(() => SshFolder.Write(path, "Host ours"));
        Assert.Equal("Host mine", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("-oProxyCommand=id", "me")]
    [InlineData("host.example", "me")]
    [InlineData("203.0.113.1", "-l")]
    [InlineData("203.0.113.1", "me you")]
    [InlineData("203.0.113.1", "")]
    public void Nothing_that_could_be_an_option_is_an_address_or_a_user(string address, string user) =>
        Assert.Throws<ArgumentException>(() => new SshHost("name", "alias", address, user));

    [Fact]
    public void An_alias_tells_the_same_id_of_two_services_apart_and_holds_no_blank()
    {
        Assert.NotEqual(SshHost.AliasOf("https://a/", "web-1"), SshHost.AliasOf("https://b/", "web-1"));
        Assert.Equal(SshHost.AliasOf("https://a/", "web-1"), SshHost.AliasOf("https://a/", "web-1"));
        Assert.Matches("^[A-Za-z0-9._-]+$", SshHost.AliasOf("https://a/", "a b,*!\n\"$(id)"));
    }

    public void Dispose()
    {
        _sshd?.Kill();
        _sshd?.WaitForExit();
        Directory.Delete(_folder, recursive: true);
        File.Delete(_own);
    }

    private SshHost Host(string name, string address, int port) =>
        new(name, "alias-" + name, address, Environment.UserName) { Port = port, IdentityFile = Path.Combine(_folder, "client") };

    private SshEntry[] Entries(int port) =>
    [
        new("jump", "fluence", Host("jump", "127.0.0.1", port), null),
        new("inner", "fluence", Host("inner", "127.0.0.2", port), "jump"),
    ];

    private async Task<int> StartSshdAsync()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/sbin/sshd"), "There is no sshd: install openssh-server.");
        Skip.IfNot(Environment.UserName == "root", "sshd logs in to other accounts only as root.");
        Directory.CreateDirectory("/run/sshd");
        foreach (var key in (string[])["client", "host"])
        {
            var run = await ProgramRun.RunAsync(
                "ssh-keygen",
                ["-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(_folder, key)],
                TimeSpan.FromMinutes(1),
                CancellationToken.None);
            Assert.Equal(0, run.ExitCode);
        }
        var port = FreePort();
        var settings = Path.Combine(_folder, "sshd_config");
        await File.WriteAllLinesAsync(
            settings,
            [
                $"Port {port}", "ListenAddress 127.0.0.1", "ListenAddress 127.0.0.2", $"HostKey \"{_folder}/host\"",
                $"AuthorizedKeysFile \"{_folder}/client.pub\"", $"PidFile \"{_folder}/pid\"", "PermitRootLogin yes",
                "StrictModes no", "UsePAM no",
            ]);
        _sshd = Process.Start(new ProcessStartInfo("/usr/sbin/sshd") { ArgumentList = { "-D", "-f", settings, "-E", $"{_folder}/log" } })!;
        // It makes its file of the process id once it listens.
        while (!File.Exists($"{_folder}/pid"))
        {
            Assert.False(_sshd.HasExited, "sshd has ended.");
            await Task.Delay(10);
        }
        return port;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
