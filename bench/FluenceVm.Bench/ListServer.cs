using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FluenceVm.Bench;

/// <summary>Serves a list of VMs of any length on a loopback port, in the shape of <c>GET /vms/v3</c>.</summary>
internal sealed class ListServer : IDisposable
{
    private const int Digits = 8;
    private readonly HttpListener _listener = new();
    private readonly int _count;
    private long _busy;

    public ListServer(int count)
    {
        _count = count;
        Endpoint = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Endpoint);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Endpoint { get; }

    /// <summary>How long requests have taken so far, from their arrival to the last byte of their response.</summary>
    public TimeSpan Busy => TimeSpan.FromTicks(Interlocked.Read(ref _busy));

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var response = context.Response;
        if (context.Request.Url!.AbsolutePath == "/vms/v3")
        {
            response.ContentType = "application/json";
            // As a server behind a proxy sends it: in pieces of a sensible size.
            await using var buffered = new BufferedStream(response.OutputStream, 128 * 1024);
            await WriteListAsync(buffered);
        }
        else
        {
            response.StatusCode = 404;
        }

        response.Close();
        Interlocked.Add(ref _busy, Stopwatch.GetElapsedTime(start).Ticks);
    }

    private async Task WriteListAsync(Stream output)
    {
        const string number = "########";
        var template = Vm.ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal);
        var item = Encoding.UTF8.GetBytes(template + ",");
        int[] places = [template.IndexOf(number, StringComparison.Ordinal), template.LastIndexOf(number, StringComparison.Ordinal)];
        await output.WriteAsync("["u8.ToArray());
        for (var index = 0; index < _count; index++)
        {
            foreach (var place in places)
            {
                index.TryFormat(item.AsSpan(place, Digits), out _, "D8", CultureInfo.InvariantCulture);
            }

            await output.WriteAsync(item.AsMemory(0, index == _count - 1 ? item.Length - 1 : item.Length));
        }

        await output.WriteAsync("]"u8.ToArray());
    }

    private const string Vm = """
        {
          "id": "0x00000000000000000000000000000000########",
          "vmName": "vm-########",
          "status": "Active",
          "pricePerEpoch": "2.4352",
          "resources": [
            {"type": "VCPU", "quantity": 2, "supply": 2, "units": "", "metadata": {"manufacturer": "AMD", "brand": "EPYC",
             "architecture": "Zen", "generation": "2"}, "details": {"model": "7702p"}},
            {"type": "RAM", "quantity": 4, "supply": 4, "units": "GiB", "metadata": {"type": "DDR", "generation": "4"},
             "details": {"manufacturer": "Samsung", "speed": 3600}},
            {"type": "STORAGE", "quantity": 25, "supply": 25, "units": "GiB", "metadata": {"type": "SSD"},
             "details": {"manufacturer": "WD", "sequentialWriteSpeed": 15000}},
            {"type": "PUBLIC_IP", "quantity": 1, "supply": 1, "units": "", "metadata": {"version": "4"}, "details": {}}
          ],
          "createdAt": "2026-01-10T08:15:30Z",
          "nextBillingAt": "2026-02-01T17:55:00Z",
          "statusChangedAt": "2026-01-10T08:17:02Z",
          "osImage": "https://cloud-images.ubuntu.com/jammy/current/jammy-server-cloudimg-amd64.img",
          "datacenter": {"id": "dc-1", "countryCode": "BE", "cityCode": "BRU", "cityIndex": 1, "tier": 3, "certifications": ["ISO 27001"]},
          "publicIp": "198.51.100.7",
          "ports": [{"port": 22, "protocol": "tcp"}, {"port": 443, "protocol": "tcp"}],
          "reservedBalance": "2.4352",
          "totalSpent": "51.1392"
        }
        """;
}
