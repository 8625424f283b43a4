using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>The body of <c>POST /vms/v3</c>, as far as it can be judged by itself.</summary>
internal sealed record VmOrder(
    Constraints Constraints,
    long Instances,
    string Name,
    string HostName,
    string OsImage,
    IReadOnlyList<string> SshKeys,
    IReadOnlyList<OpenPort> Ports)
{
    private const int ReservedPort = 10250;
    public static readonly OpenPort Ssh = new(22, "tcp");
    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];
    private static readonly string[] ImageEndings = [".qcow2", ".img", ".raw", ".raw.xz", ".raw.gz", ".img.xz", ".img.gz"];

    /// <summary>Reads an order.</summary>
    /// <exception cref="RefusedException">It is not as documented.</exception>
    public static VmOrder Read(JsonElement json)
    {
        RequestBody.AllowOnly(json, "constraints", "instances", "vmConfiguration");
        var constraints = Constraints.Read(RequestBody.ObjectMember(json, "constraints"));
        var instances = ReadInstances(json);
        var vm = RequestBody.ObjectMember(json, "vmConfiguration", "name", "hostname", "osImage", "sshKeys", "openPorts")
            ?? throw RequestBody.Missing("vmConfiguration");
        var name = CheckedName(RequestBody.RequiredText(vm, "name"));
        var ports = ReadPorts(vm) ?? [];
        return new VmOrder(
            constraints,
            instances,
            name,
            CheckedHostName(RequestBody.Text(vm, "hostname") ?? name),
            CheckedImage(RequestBody.RequiredText(vm, "osImage")),
            CheckedKeys(RequestBody.Texts(vm, "sshKeys") ?? throw RequestBody.Missing("sshKeys")),
            ports.Contains(Ssh) ? ports : [Ssh, .. ports]);
    }

    public static long ReadInstances(JsonElement json)
    {
        var instances = RequestBody.RequiredInteger(json, "instances");
        return instances >= 1 ? instances : throw RefusedException.BadRequest("invalid field `instances`: expected at least 1");
    }

    public static string CheckedName(string name) => Regex.IsMatch(name, @"\A[A-Za-z0-9-]+\z", RegexOptions.CultureInvariant)
        ? name
        : throw RefusedException.BadRequest("VM name can contain only alphanumeric characters and hyphens");

    /// <summary>The list <c>openPorts</c>; null if it is left out.</summary>
    public static IReadOnlyList<OpenPort>? ReadPorts(JsonElement json)
    {
        if (RequestBody.Objects(json, "openPorts") is not { } entries)
        {
            return null;
        }
        var ports = entries.Select(ReadPort).ToList();
        return ports.Distinct().Count() == ports.Count
            ? ports
            : throw RefusedException.BadRequest("invalid field `openPorts`: a port is there twice");
    }

    private static OpenPort ReadPort(JsonElement json)
    {
        RequestBody.AllowOnly(json, "port", "protocol");
        var port = RequestBody.RequiredInteger(json, "port");
        var protocol = RequestBody.RequiredText(json, "protocol");
        if (port is < 1 or > 65535)
        {
            throw RefusedException.BadRequest("invalid field `port`: expected 1 to 65535");
        }
        if (port == ReservedPort)
        {
            throw RefusedException.BadRequest("Port 10250 is reserved");
        }
        return Protocols.Contains(protocol)
            ? new OpenPort((int)port, protocol)
            : throw RefusedException.BadRequest("invalid field `protocol`: expected tcp, udp or sctp");
    }

    private static string CheckedHostName(string name) => Regex.IsMatch(name, @"\A[A-Za-z0-9.-]+\z", RegexOptions.CultureInvariant)
        ? name
        : throw RefusedException.BadRequest("invalid field `hostname`: expected letters, digits, hyphens and dots");

    public static string CheckedImage(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && ImageEndings.Any(ending => uri.AbsolutePath.EndsWith(ending, StringComparison.Ordinal))
            ? url
            : throw RefusedException.BadRequest(
                "invalid field `osImage`: expected a public URL that ends in .qcow2, .img, .raw, .raw.xz, .raw.gz, .img.xz or .img.gz");

    private static IReadOnlyList<string> CheckedKeys(IReadOnlyList<string> keys) => keys.Count > 0
        ? keys
        : throw RefusedException.BadRequest("invalid field `sshKeys`: at least one key is required");
}
