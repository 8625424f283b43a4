// Places one order as New-FluenceVm does, or goes on with it, so that a test can kill the process in the middle.
// Arguments: address, key, generation, journal folder, minutes that the clock is ahead, order key, name, count, image, size.
using System.Globalization;
using System.Net;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

using var connection = new FluenceConnection(new FluenceConnectionOptions
{
    Endpoint = new Uri(args[0]),
    ApiKey = new NetworkCredential("", args[1]).SecurePassword,
    ApiVersion = Enum.Parse<FluenceApiVersion>(args[2]),
});
var ahead = TimeSpan.FromMinutes(int.Parse(args[4], CultureInfo.InvariantCulture));
var account = await connection.GetAccountAsync(CancellationToken.None);
var journal = new OperationJournal(new JournalHome(args[3]), account, () => DateTimeOffset.UtcNow + ahead);
var client = await connection.OpenAsync(null, CancellationToken.None);
var desk = new OrderDesk(client, journal) { Grace = TimeSpan.Zero };
var (key, order) = (args[5], new VmOrder
{
    Name = args[6],
    Count = int.Parse(args[7], CultureInfo.InvariantCulture),
    Image = args[8],
    SshKeys = ["laptop"],
    Constraints = new VmConstraints { Configuration = args[9] },
});

if (desk.FindEarlier(order, key) is { IsOpen: true })
{
    await desk.SettleAsync(key, CancellationToken.None);
}
var plan = desk.FindEarlier(order, key) is { IsNothing: false } ? null : await client.PlanOrderAsync(order, CancellationToken.None);
var result = await desk.PlaceAsync(order, plan, key, CancellationToken.None);
Console.WriteLine(string.Join(' ', result.Order.VmIds));
if (result.Failure is { } failure)
{
    Console.Error.WriteLine(failure.Message);
}
return result.Failure is null ? 0 : 1;
