BeforeAll {
    # The same in each generation; MarketV3's VMs have ports and an address at once.
    $asked = $env:FLUENCEVM_TEST_GENERATION
    $env:FLUENCEVM_TEST_GENERATION = 'MarketV3'
    . $PSScriptRoot/Setup.ps1
    $env:FLUENCEVM_TEST_GENERATION = $asked
    $list = '[{"id":"0x0000000000000000000000000000000000000001","vmName":"a","status":"Active","pricePerEpoch":"cheap",' +
        '"createdAt":"soon"},' +
        ('{"id":"0x0000000000000000000000000000000000000002","vmName":"b","status":"Active","pricePerEpoch":"-1.5E-3",' +
            '"ports":[{"port":22,"protocol":"tcp"}]},') +
        ('{"id":"0x0000000000000000000000000000000000000003","vmName":"c","status":"Active","totalSpent":{},"ports":[{"port":22,' +
            '"protocol":"tcp"},{"port":"?","protocol":"tcp"}]}]')
    $server = Start-TestServer -With @{ List = $list } {
        param($request, $with)
        if ($request.Method -eq 'DELETE') { @{ Body = '{"removed_ids":["0x0000000000000000000000000000000000000001"]}' } }
        elseif ($request.Method -eq 'GET') { @{ Body = $with.List } }
        else { @{ Body = '{}' } }
    }
    $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
}
AfterAll { Disconnect-Fluence; Stop-TestServer $server }

Describe 'A field that cannot be read' {
    It 'costs that field: every object comes, then one error for each that lacks something' {
        $told = Get-FluenceVm -ErrorAction Continue 2>&1
        @($told | Where-Object { $_ -is [FluenceVm.Model.Vm] }).Count | Should -Be 3
        $told[0..2].Name | Should -Be 'a', 'b', 'c'
        $errors = @($told | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $errors.Count | Should -Be 2
        $errors.TargetObject | Should -Be '0x0000000000000000000000000000000000000001', '0x0000000000000000000000000000000000000003'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        "$($errors[0])" | Should -BeLike '*the price of 0x*1 is "cheap"; the createdAt of 0x*1 is "soon"*'
    }

    It 'is not lost where errors stop' {
        $vms = @()
        try { Get-FluenceVm -ErrorAction Stop | ForEach-Object { $vms += $_ } } catch { $stopped = $_ }
        $vms.Count | Should -Be 3
        $stopped.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'never stops a removal, which only warns of it' {
        Remove-FluenceVm a -Confirm:$false -PassThru -WarningVariable warned -WarningAction SilentlyContinue |
            ForEach-Object Name |
            Should -Be 'a'
        "$warned" | Should -BeLike '*"cheap"*'
        @($server.Requests | Where-Object Method -EQ 'DELETE').Count | Should -Be 1
    }

    It 'fails the work that needs it: ports that are not known are not added to' {
        foreach ($name in 'a', 'c') {
            { Set-FluenceVm $name -AddPort 443 -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'PortsUnknown,*'
        }
        @($server.Requests | Where-Object Method -EQ 'PATCH').Count | Should -Be 0
        Set-FluenceVm b -AddPort 443 -WarningAction SilentlyContinue
        @($server.Requests | Where-Object Method -EQ 'PATCH').Body | Should -BeLike '*443*'
    }

    It 'reads amounts with sign and exponent to the last digit' {
        (Get-FluenceVm b -ErrorAction SilentlyContinue).PricePerEpoch | Should -Be ([decimal]'-0.0015')
    }
}
