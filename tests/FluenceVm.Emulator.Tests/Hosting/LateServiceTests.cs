using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Tests.Hosting;

public class LateServiceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_made_once_somebody_asks_and_has_lived_through_the_time_before()
    {
        var made = new List<Recorder>();
        var late = new LateService(_ => "Query", () =>
        {
            made.Add(new Recorder());
            return made[0];
        });
        late.AdvanceTo(Start);
        late.AdvanceTo(Start.AddHours(1));
        Assert.Empty(made);

        _ = late.Save();
        late.AdvanceTo(Start.AddHours(2));
        _ = late.Save();

        Assert.Equal([Start.AddHours(1), Start.AddHours(2)], Assert.Single(made).Times);
    }

    private sealed class Recorder : IEmulatedService
    {
        public List<DateTimeOffset> Times { get; } = [];

        public IReadOnlyList<string> Headers => [];

        public string? OperationOf(EmulatorRequest request) => null;

        public EmulatorResponse Refuse(EmulatorRequest request, int status, string text) => throw new NotSupportedException();

        public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now) => throw new NotSupportedException();

        public void AdvanceTo(DateTimeOffset now) => Times.Add(now);

        public JsonNode Save() => new JsonObject();

        public void Load(JsonNode state) => throw new NotSupportedException();
    }
}
