// Draws the charts of the page. The figures stand in the page as JSON; colours are those of its style.
(function () {
  'use strict';

  var exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  var short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  var share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  function swatch(index) {
    return colour('s' + (index % 10 + 1));
  }

  // Breaks a long name at its spaces, so that it needs less room along the axis.
  function wrapped(name, most) {
    var lines = [''];
    String(name).split(' ').forEach(function (word) {
      var last = lines[lines.length - 1];
      if (last && last.length + word.length >= most) {
        lines.push(word);
      } else {
        lines[lines.length - 1] = last ? last + ' ' + word : word;
      }
    });
    return lines.join('\n');
  }

  // How much room the names need. The page measures its own text more truly than the library does.
  function widest(names, most) {
    var probe = document.createElement('span');
    probe.style.cssText = 'position:absolute;visibility:hidden;white-space:pre;font-size:12px';
    probe.textContent = names.map(function (name) { return wrapped(name, most); }).join('\n');
    document.body.appendChild(probe);
    var width = Math.ceil(probe.getBoundingClientRect().width);
    probe.remove();
    return width;
  }

  function option(data) {
    var lying = data.kind === 'hbar';
    var categories = {
      type: 'category',
      data: data.categories,
      inverse: lying,
      axisLine: { lineStyle: { color: colour('line') } },
      axisTick: { show: false },
      axisLabel: {
        color: colour('soft'), fontSize: 12, lineHeight: 14, hideOverlap: true, interval: lying ? 0 : 'auto',
        formatter: function (name) { return wrapped(name, lying ? 24 : 14); }
      }
    };
    var figures = {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: colour('line') } },
      axisLabel: {
        color: colour('soft'), fontSize: 12, hideOverlap: true,
        formatter: function (value) { return (data.percent ? share : short).format(value); }
      }
    };
    return {
      animation: false,
      color: data.series.map(function (series, index) { return swatch(index); }),
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      // On the right, room for half of the outermost label.
      grid: lying
        ? { left: widest(data.categories, 24) + 14, right: 28, top: 6, bottom: 28 }
        : { left: 8, right: 28, top: 14, bottom: 6, containLabel: true },
      legend: { show: false },
      xAxis: lying ? figures : categories,
      yAxis: lying ? categories : figures,
      tooltip: {
        trigger: 'axis',
        confine: true,
        axisPointer: { type: data.kind === 'line' ? 'line' : 'shadow' },
        backgroundColor: colour('card'),
        borderColor: colour('line'),
        textStyle: { color: colour('ink'), fontSize: 13 },
        valueFormatter: function (value) {
          return value == null ? '–' : (data.percent ? share : exact).format(value);
        }
      },
      series: data.series.map(function (series) {
        return {
          name: series.name,
          type: lying ? 'bar' : data.kind,
          data: series.values,
          stack: data.stacked ? 'all' : undefined,
          areaStyle: data.stacked && data.kind === 'line' ? { opacity: 0.25 } : undefined,
          lineStyle: { width: 2 },
          symbol: 'circle',
          symbolSize: 6,
          showSymbol: data.categories.length < 25,
          barMaxWidth: 46
        };
      })
    };
  }

  function height(data) {
    if (data.kind !== 'hbar') {
      return 320;
    }
    var bars = data.stacked ? 1 : data.series.length;
    return 34 + data.categories.length * Math.max(32, bars * 14 + 12);
  }

  function legend(box, data, chart) {
    data.series.forEach(function (series, index) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = series.name;
      button.style.setProperty('--swatch', 'var(--s' + (index % 10 + 1) + ')');
      button.setAttribute('aria-pressed', 'true');
      button.addEventListener('click', function () {
        var on = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(on));
        chart.dispatchAction({ type: on ? 'legendSelect' : 'legendUnSelect', name: series.name });
      });
      box.appendChild(button);
    });
  }

  var dark = matchMedia('(prefers-color-scheme: dark)');
  document.querySelectorAll('figure.chart').forEach(function (figure) {
    var data = JSON.parse(figure.querySelector('script').textContent);
    var plot = figure.querySelector('.plot');
    plot.style.height = height(data) + 'px';
    var chart = echarts.init(plot, null, { renderer: 'svg' });
    chart.setOption(option(data));
    legend(figure.querySelector('.legend'), data, chart);
    new ResizeObserver(function () { chart.resize(); }).observe(plot);
    dark.addEventListener('change', function () { chart.setOption(option(data)); });
  });
})();
