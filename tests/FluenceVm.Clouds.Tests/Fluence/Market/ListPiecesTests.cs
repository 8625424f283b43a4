using System.Net;
using System.Text;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Fluence.Market;

/// <summary>However a list is cut on its way and whatever its objects have in common, the same VMs come.</summary>
public class ListPiecesTests
{
    private static readonly string[] Properties =
    [
        """
        "id":"0x1"
        """,
        """
        "vmName":"b\u00fccher"
        """,
        """
        "status":"Active"
        """,
        """
        "pricePerEpoch":"2.4352"
        """,
        """
        "createdAt":"+002025-03-28T16:26:38.808750000Z"
        """,
        """
        "resources":[{"type":"VCPU","supply":2,"units":"","metadata":{"brand":"EPYC"}},null,{"type":"RAM","quantity":2048}]
        """,
        """
        "datacenter":{"countryCode":"BE","certifications":["ISO 27001"]}
        """,
        """
        "ports":[{"port":22,"protocol":"tcp"}]
        """,
        """
        "unknown":{"deep":[1,{"x":"]}"}]}
        """,
        """
        "totalSpent":51.1392
        """,
    ];

    [Fact]
    public void Pieces_and_order_change_nothing()
    {
        var expected = Enumerable.Repeat(Texts($"[{Vm(new Random(0))}]", int.MaxValue)[0], 5).ToArray();
        var sizes = Gen.Choose(1, 2_000).ToArbitrary();
        var seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(sizes, seeds, (size, seed) =>
        {
            var random = new Random(seed);
            var body = string.Join(",\r\n", Enumerable.Range(0, expected.Length).Select(_ => Vm(random)));
            return Texts($"[{body}]", size).SequenceEqual(expected);
        }));
    }

    [Fact]
    public void Vms_with_the_same_resources_have_dictionaries_of_their_own()
    {
        var vms = Read(Encoding.UTF8.GetBytes($"[{string.Join(",", Enumerable.Repeat(Vm(new Random(1)), 2))}]"), int.MaxValue);

        vms[0].Resources[0].Metadata["brand"] = "mine";

        Assert.Equal("EPYC", vms[1].Resources[0].Metadata["brand"]);
        Assert.Equal("mine", vms[0].Resources[0].Metadata["brand"]);
    }

    [Fact]
    public void Each_vm_with_the_same_unreadable_part_is_told_of()
    {
        var error = Assert.Throws<InvalidResponseException>(() => Read(
            """[{"id":"0x1","resources":[{"supply":"x"}]},{"id":"0x2","resources":[{"supply":"x"}]}]"""u8.ToArray(), int.MaxValue));

        Assert.Contains("0x1", error.Message, StringComparison.Ordinal);
        Assert.Contains("0x2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\u00ff")]
    public void Text_that_is_none_is_an_error_of_the_list(string text)
    {
        var body = Encoding.Latin1.GetBytes(
            $$$"""[{"id":"0x1"},{"id":"0x2","resources":[{"type":"RAM","details":{"model":"{{{text}}}"}}]}]""");

        var error = Assert.Throws<InvalidResponseException>(() => Read(body, int.MaxValue));

        Assert.Contains("$[1]", error.Message, StringComparison.Ordinal);
    }

    private static string Vm(Random random)
    {
        var properties = Properties.ToArray();
        random.Shuffle(properties);
        return $"{{{string.Join(",", properties)}}}";
    }

    private static List<string> Texts(string body, int piece) => Read(Encoding.UTF8.GetBytes(body), piece).ConvertAll(vm => string.Join(
        "|",
        vm.Id, vm.Name, vm.Status, vm.PricePerEpoch, vm.CreatedAt, vm.CpuCount, vm.MemoryGiB, vm.Resources, vm.Datacenter, vm.Ports,
        vm.Resources[0].Metadata["brand"], vm.Datacenter!.Certifications));

    private static List<Vm> Read(byte[] body, int piece)
    {
        var vms = new List<Vm>();
        using var connection = Connections.To(new Uri("https://pieces.test/"), transport: new Pieces(body, piece));
        var client = connection.OpenAsync(null, default).GetAwaiter().GetResult();
        client.ListVmsAsync(new(), vms.Add, default).GetAwaiter().GetResult();
        return vms;
    }

    private sealed class Pieces(byte[] body, int size) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StreamContent(new InPieces(body, size)),
            });
    }

    private sealed class InPieces(byte[] body, int size) : MemoryStream(body)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));
    }
}
