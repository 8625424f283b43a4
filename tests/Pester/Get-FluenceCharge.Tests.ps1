BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceCharge' {
    BeforeAll {
        # Its clock stands still, so that two requests see the same.
        $emulator = Connect-TestCloud -ClockRate 0
        $service = @{ Endpoint = $emulator.Uri; ApiKey = $emulator.ApiKey }
        # Into the middle of a month, so that the month has days before and after.
        $now = (Get-VmEmulator).Now
        Step-VmEmulator ([datetime]::new($now.Year, $now.Month, 1).AddMonths(1).AddDays(14).AddHours(6) - $now.UtcDateTime)
        $today = (Get-VmEmulator).Now.UtcDateTime.Date
        $first = [datetime]::new($today.Year, $today.Month, 1)

        function Get-Sum($Charges) { ($Charges | Measure-Object Cost -Sum).Sum }
    }
    AfterAll { Disconnect-TestEmulator }

    It 'says what this month has cost so far, thing by thing, in every digit' {
        $charges = Get-FluenceCharge
        $charges.Type | Sort-Object -Unique | Should -Be 'PUBLIC_IP', 'STORAGE', 'VM'
        $charges | ForEach-Object { $_.Cost | Should -BeOfType [decimal]; $_.Currency | Should -Be 'USD' }
        $charges.From.UtcDateTime | Sort-Object -Unique | Should -Be $first
        $charges.To.UtcDateTime | Sort-Object -Unique | Should -Be $today
        $disk = $charges | Where-Object Name -EQ 'old-web-boot-0fa4e001'
        $disk.UsageHours | Should -Be (14 * 24 + 6)
        $disk.Cost | Should -Be (25 * 0.000072 * $disk.UsageHours)
        $disk.Quantity | Should -Be 25
    }

    It 'adds up to the same, however it is asked' {
        $total = (Get-FluenceCharge -Total).Cost
        foreach ($group in 'Resource', 'Type', 'Cluster') {
            Get-Sum (Get-FluenceCharge -GroupBy $group) | Should -Be $total
            Get-Sum (Get-FluenceCharge -GroupBy $group -Period Day) | Should -Be $total
            Get-Sum (Get-FluenceCharge -GroupBy $group -Period Month) | Should -Be $total
        }
    }

    It 'splits into days, and months that cover no other days than those asked for' {
        $from, $to = $first.AddDays(-2), $first.AddDays(3)
        $days = Get-FluenceCharge $from $to -GroupBy Type -Period Day | Group-Object From
        $days.Count | Should -Be 6
        $months = Get-FluenceCharge $from $to -GroupBy Type -Period Month | Where-Object Type -EQ VM
        $months.From.UtcDateTime | Should -Be $from, $first
        $months.To.UtcDateTime | Should -Be $first.AddDays(-1), $to
        Get-Sum (Get-FluenceCharge $from $to) | Should -Be (Get-FluenceCharge $from $to -Total).Cost
    }

    It 'takes the month of the last day for the first, if only that is said' {
        $charges = Get-FluenceCharge -To $first.AddDays(-1).ToString('yyyy-MM-dd')
        $charges.From.UtcDateTime | Sort-Object -Unique | Should -Be $first.AddMonths(-1)
    }

    It 'names a cluster by its place' {
        (Get-FluenceCharge -GroupBy Cluster).Name | Should -Contain 'PL-WAW-1'
    }

    It 'still names what is gone' {
        $disk = Get-FluenceOrphan | Where-Object Type -EQ STORAGE
        $disk | Remove-FluenceOrphan -Confirm:$false
        Step-VmEmulator 1h
        (Get-FluenceCharge | Where-Object ResourceId -EQ $disk.Id).Name | Should -Be $disk.Name
    }

    It 'reads like a bill' {
        $text = Remove-Colour (Get-FluenceCharge | Select-Object -First 3 | Out-String -Width 80)
        $text | Should -Match 'From\s+To\s+Type\s+Name\s+Cost Currency'
        $text | Should -Match '\d{4}-\d\d-01 \d{4}-\d\d-15 STORAGE\s+app-1-boot\s+\d+\.\d{6} USD'
    }

    It 'does not guess a day: <_>' -ForEach '11/12/2026', 'yesterday', '2026-13-01', '20261101' {
        { Get-FluenceCharge -From $_ } | Should -Throw -ExpectedMessage "*'$_' is not a valid day*2026-11-26*"
    }

    It 'refuses days that end before they begin' {
        { Get-FluenceCharge -From 2026-11-02 -To 2026-11-01 -ErrorAction Stop } | Should -Throw -ErrorId 'DaysInvalid,*'
    }

    It 'says in generation <_> where to look instead' -ForEach 'MarketV2', 'MarketV3' {
        $null = Connect-Fluence @service -ApiVersion $_
        try { { Get-FluenceCharge -ErrorAction Stop } | Should -Throw -ErrorId 'ChargesNotSupported,*' -ExpectedMessage '*TotalSpent*' }
        finally { $null = Connect-Fluence @service -ApiVersion Cloud }
    }
}
