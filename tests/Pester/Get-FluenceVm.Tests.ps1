BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-FluenceVm on the emulator' {
    BeforeAll {
        $null = Connect-Fluence -Emulator
        $all = Get-FluenceVm
    }
    AfterAll { Disconnect-Fluence }

    It 'lists a believable fleet' {
        $all.Count | Should -BeGreaterThan 4
        ($all.Status | Sort-Object -Unique).Count | Should -BeGreaterThan 2
        ($all.Country | Where-Object { $_ } | Sort-Object -Unique).Count | Should -BeGreaterThan 1
        $all.Id | Should -Match "^$IdStart[0-9a-f-]{32,40}$"
        $all | Where-Object { $_.Status -eq $Ended -and -not $_.PublicIp } | Should -Not -BeNullOrEmpty
    }

    It 'knows no datacenter of a VM that its provider ended' {
        $all | Where-Object { $_.Status -eq $Ended -and -not $_.Datacenter } | Should -Not -BeNullOrEmpty
    }

    It 'gives objects of the model' {
        $all[0] | Should -BeOfType FluenceVm.Model.Vm
        $all[0].PricePerEpoch | Should -BeOfType decimal
        $all[0].PricePerHour | Should -Be ([Math]::Round($all[0].PricePerEpoch / 24, 8))
        $all[0].CreatedAt | Should -BeOfType DateTimeOffset
    }

    It 'takes names by wildcard' {
        $name = $all[0].Name
        (Get-FluenceVm "$($name.Substring(0, 2))*").Name | Should -Contain $name
        (Get-FluenceVm -Name $name.ToUpperInvariant()).Id | Should -Be $all[0].Id
        Get-FluenceVm 'no-such-*' | Should -BeNullOrEmpty
    }

    It 'is an error for a literal name that is not there' {
        { Get-FluenceVm 'no-such-vm' } | Should -Throw -ErrorId 'VmNotFound,*' -ExpectedMessage "*no-such-vm*"
    }

    It 'is an error for one id alone, and the others still come' {
        $missing = '0x' + '9' * 40
        $found = Get-FluenceVm -Id $all[0].Id, $missing, $all[1].Id -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Id | Should -Be @($all[0].Id, $all[1].Id)
        $failed.Count | Should -Be 1
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be $missing
    }

    It 'takes ids and objects from the pipeline' {
        ($all[0].Id, $all[2].Id | Get-FluenceVm).Id | Should -Be @($all[0].Id, $all[2].Id)
        ($all[1] | Get-FluenceVm).Id | Should -Be $all[1].Id
        ([pscustomobject]@{ Id = $all[1].Id } | Get-FluenceVm).Id | Should -Be $all[1].Id
    }

    It 'takes the beginning of an id as a table shows it' {
        $vm = Get-FluenceVm web-1
        $short = $vm.Id.Substring(0, 10)
        (Get-FluenceVm $short).Name | Should -Be web-1
        (Get-FluenceVm -Id $short).Name | Should -Be web-1
        { Get-FluenceVm $vm.Id.Substring(0, 5) -ErrorAction Stop } | Should -Throw -ErrorId 'VmNotFound,*'
    }

    It 'asks for nothing if the pipeline is empty' {
        @() | Get-FluenceVm | Should -BeNullOrEmpty
    }

    It 'filters by status and country' {
        (Get-FluenceVm -Status $Ended).Status | Sort-Object -Unique | Should -Be $Ended
        $country = ($all | Where-Object Country | Select-Object -First 1).Country
        (Get-FluenceVm -Country $country.ToLowerInvariant()).Country | Sort-Object -Unique | Should -Be $country
    }

    It 'reads the same fleet through both generations' {
        $v2 = Get-FluenceVm -Connection (Connect-Fluence -Emulator -ApiVersion MarketV2)
        $v3 = Get-FluenceVm -Connection (Connect-Fluence -Emulator -ApiVersion MarketV3)
        $v2.Id | Should -Be $v3.Id
        $v2.PricePerEpoch | Should -Be $v3.PricePerEpoch
        $v2.MemoryGiB | Should -Be $v3.MemoryGiB
    }
}

Describe 'Get-FluenceVm without a connection' {
    It 'is one clear error that names every way' {
        { Get-FluenceVm } |
            Should -Throw -ErrorId 'NotConnected,*' -ExpectedMessage '*Connect-Fluence*FLUENCE_API_KEY*Connect-Fluence -Emulator*'
    }

    It 'connects by itself where the environment has a key, once' {
        $server = Start-TestServer -With @{ Body = Get-VmListText 2 } { param($request, $with) @{ Body = $with.Body } }
        try {
            $env:FLUENCE_API_KEY = $Canary
            $env:FLUENCE_ENDPOINT = $server.Uri
            (Get-FluenceVm).Count | Should -Be 2
            (Get-FluenceVm).Count | Should -Be 2
            (Get-FluenceContext).Endpoint | Should -Be $server.Uri
        }
        finally {
            Remove-Item Env:FLUENCE_API_KEY, Env:FLUENCE_ENDPOINT
            Disconnect-Fluence
            Stop-TestServer $server
        }
    }
}

Describe 'Get-FluenceVm on a service that answers badly' {
    AfterEach { Disconnect-Fluence; if ($server) { Stop-TestServer $server } }

    It '<Case>: <Id>' -ForEach @(
        @{
            Case = 'HTML instead of JSON'
            Reply = @{ Body = '<!DOCTYPE html><html><body>gateway</body></html>' }
            Id = 'InvalidResponse'
            Category = 'InvalidResult'
        }
        @{ Case = 'half an array'; Reply = @{
            Body = '[{"id":"0x0000000000000000000000000000000000000001","vmName":"a","status":"Active","pricePerEpoch":"1","resources":[]},'
        }; Id = 'InvalidResponse'; Category = 'InvalidResult'; Before = 1 }
        @{ Case = 'an empty body'; Reply = @{ Body = '' }; Id = 'InvalidResponse'; Category = 'InvalidResult' }
        @{ Case = 'a price that is not a number'; Reply = @{
            Body = '[{"id":"0x0000000000000000000000000000000000000001","status":"Active","pricePerEpoch":"cheap","resources":[]}]'
        }; Id = 'InvalidResponse'; Category = 'InvalidResult'; Before = 1 }
        @{
            Case = '403'
            Reply = @{ Status = 403; Body = '{"error":"Auth failed. No such API Key"}' }
            Id = 'AccessDenied'
            Category = 'PermissionDenied'
        }
        @{ Case = '404'; Reply = @{ Status = 404; Body = '{"error":"nothing here"}' }; Id = 'NotFound'; Category = 'ObjectNotFound' }
        @{
            Case = '422'
            Reply = @{ Status = 422; Body = '{"error":"No suitable offer found"}' }
            Id = 'Refused'
            Category = 'InvalidArgument'
        }
    ) {
        $server = Start-TestServer -With $Reply { param($request, $with) $with }
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $vms = $null
        $caught = try { Get-FluenceVm -Connection $connection -OutVariable vms } catch { $_ }
        $caught = @($caught | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $caught.Count | Should -Be 1
        $caught[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $caught[0].CategoryInfo.Category | Should -Be $Category
        @($vms | Where-Object { $_ -is [FluenceVm.Model.Vm] }).Count | Should -Be ([int]$Before)
    }

    It 'waits as long as Retry-After says, then goes on' {
        $server = Start-TestServer -With @{ Body = Get-VmListText 1 } {
            param($request, $with)
            if ($request.Number -eq 1) {
                @{ Status = 429; Body = '{"error":"slow down"}'; Headers = @{ 'Retry-After' = '1' } }
            } else { @{ Body = $with.Body } }
        }
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        (Get-FluenceVm -Connection $connection -Verbose 4>&1 | Where-Object { $_ -is [FluenceVm.Model.Vm] }).Count | Should -Be 1
        $server.Requests.Count | Should -Be 2
    }

    It 'tries again after a 500' {
        $server = Start-TestServer -With @{ Body = Get-VmListText 1 } {
            param($request, $with)
            if ($request.Number -eq 1) { @{ Status = 500; Body = '{"error":"oops"}' } } else { @{ Body = $with.Body } }
        }
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        @(Get-FluenceVm -Connection $connection).Count | Should -Be 1
    }

    It 'follows no redirect, so that the key goes nowhere else' {
        $other = Start-TestServer { @{ Body = '[]' } }
        $server = Start-TestServer -With @{
            To = "$($other.Uri)"
        } { param($request, $with) @{ Status = 302; Headers = @{ Location = $with.To } } }
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            { Get-FluenceVm -Connection $connection } | Should -Throw -ExpectedMessage '*redirect*'
            $other.Requests.Count | Should -Be 0
        }
        finally { Stop-TestServer $other }
    }

    It 'says where nobody listens' {
        $server = Start-TestServer { @{ Body = '[]' } }
        Stop-TestServer $server
        $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
        $address = $server.Uri.Authority
        { Get-FluenceVm -Connection $connection } | Should -Throw -ErrorId 'ConnectionFailed,*' -ExpectedMessage "*$address*"
        $server = $null
    }
}
